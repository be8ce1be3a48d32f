<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Calls</name>
    <message numerus="yes">
        <source>%n to call back</source>
        <translation>
            <numerusform>%n to call back</numerusform>
            <numerusform>%n to call back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) with this number</source>
        <translation>
            <numerusform>%n member with this number</numerusform>
            <numerusform>%n members with this number</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CartPanel</name>
    <message numerus="yes">
        <source>Recall %n</source>
        <translation>
            <numerusform>Recall %n</numerusform>
            <numerusform>Recall %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckInDialog</name>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check in, %n use(s)</source>
        <translation>
            <numerusform>Check in, %n use</numerusform>
            <numerusform>Check in, %n uses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Birthday in %n day(s)</source>
        <translation>
            <numerusform>Birthday in %n day</numerusform>
            <numerusform>Birthday in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CounterFlow</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawDialog</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message numerus="yes">
        <source>{name} has this number already (%n member(s)).</source>
        <translation>
            <numerusform>{name} has this number already (%n member).</numerusform>
            <numerusform>{name} has this number already (%n members).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FreezeDialog</name>
    <message numerus="yes">
        <source>Last day of the pass, %n day(s) later</source>
        <translation>
            <numerusform>Last day of the pass, %n day later</numerusform>
            <numerusform>Last day of the pass, %n days later</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportScreen</name>
    <message numerus="yes">
        <source>Take over %n member(s)</source>
        <translation>
            <numerusform>Take over %n member</numerusform>
            <numerusform>Take over %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) refused: import them again when they are corrected.</source>
        <translation>
            <numerusform>%n row refused: import it again when it is corrected.</numerusform>
            <numerusform>%n rows refused: import them again when they are corrected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written.</source>
        <translation>
            <numerusform>%n row written.</numerusform>
            <numerusform>%n rows written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MallDialog</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n prize(s)</source>
        <translation>
            <numerusform>%n prize</numerusform>
            <numerusform>%n prizes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MemberPanel</name>
    <message numerus="yes">
        <source>%n visit(s) more</source>
        <translation>
            <numerusform>%n visit more</numerusform>
            <numerusform>%n visits more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Birthday in %n day(s)</source>
        <translation>
            <numerusform>Birthday in %n day</numerusform>
            <numerusform>Birthday in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s)</source>
        <translation>
            <numerusform>%n coupon</numerusform>
            <numerusform>%n coupons</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>%n in all</numerusform>
            <numerusform>%n in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassPayDialog</name>
    <message numerus="yes">
        <source>%n use(s)</source>
        <translation>
            <numerusform>%n use</numerusform>
            <numerusform>%n uses</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PayPanel</name>
    <message numerus="yes">
        <source>Total, %n item(s)</source>
        <translation>
            <numerusform>Total, %n item</numerusform>
            <numerusform>Total, %n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>F1 · %n can pay</source>
        <translation>
            <numerusform>F1 · %n can pay</numerusform>
            <numerusform>F1 · %n can pay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s)</source>
        <translation>
            <numerusform>%n coupon</numerusform>
            <numerusform>%n coupons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n used</source>
        <translation>
            <numerusform>%n used</numerusform>
            <numerusform>%n used</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more, F8 shows them</source>
        <translation>
            <numerusform>%n more, F8 shows it</numerusform>
            <numerusform>%n more, F8 shows them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReactivateDialog</name>
    <message numerus="yes">
        <source>%n use(s) come back</source>
        <translation>
            <numerusform>%n use comes back</numerusform>
            <numerusform>%n uses come back</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RedeemDialog</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>%n left</numerusform>
            <numerusform>%n left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UseLines</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n persons</numerusform>
        </translation>
    </message>
</context>
</TS>
