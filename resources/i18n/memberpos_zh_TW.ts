<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>CodePage</name>
    <message>
        <source>Recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data of the shop are encrypted. If this computer is lost, only this code opens a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it down and keep it away from this computer. It is shown only now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code was shown when the data folder was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CrashScreen</name>
    <message>
        <source>1. Look whether the last sale is on its receipt or in the list of sales.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2. Go on selling. What was booked is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3. If it happens again, restart the program and send the report to support.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a fault of the program, not yours. A report without personal data was written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Shift {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No shift open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Till {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnerPage</name>
    <message>
        <source>The owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The owner may do everything and adds the staff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the owner&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PIN needs four digits or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two PINs differ. Enter them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 to 12 digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN once more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These can be changed later under Settings; what was booked keeps its rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what a member spends first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A member topped up 500 and got a bonus of 60. What is spent first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bonus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A refund of the card later gives back more money.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The money paid in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bonus rewards those who use up all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both in proportion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each sale takes from both, as they were paid in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day begins at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sales before count to the day before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper of the receipt printer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShopPage</name>
    <message>
        <source>The shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, money and clock stand on every receipt. The currency cannot be changed later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the name of the shop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is to stand at the top of receipts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is working?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your name, then enter your PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your PIN</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{state} · {count} waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card, barcode, phone, or name in pinyin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caller ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cash drawer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No headquarters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HQ offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HQ sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HQ up to date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HQ refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Till shut out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start selling</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>This is open already.</source>
        <extracomment>Code → what happened.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This amount cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line is not an action.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This value cannot be used here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This card is reported lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card reads back something else than was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card cannot be used in its present state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock of this till is behind the last booking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This coupon is past its last day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This coupon does not fit these goods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This coupon is used already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program holds the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of this program wrote the database.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program holds this device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not open the device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device is disconnected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk could not be read or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full ({free_bytes} free). Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing in the cart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The result differs from what was expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headquarters knows another history of this till.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headquarters misses earlier bookings of this till.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window works with this data folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only headquarters can answer this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headquarters refused this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headquarters cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough points: {have} left, {asked} needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough stored value: {have_fen} left, {asked_fen} needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough stored value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key of the database is not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The law allows no more than {limit_fen} here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The law allows no more here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop&apos;s limit is {limit_fen}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The shop&apos;s limit is passed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many wrong PINs. Locked for {wait_s}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many wrong PINs. Locked for a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A manager must approve this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is data here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This till belongs to no headquarters yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of this is refunded already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number is in use already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough in stock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {left_fen} is left to refund.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is more than is left to refund.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt printer is out of paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pass is past its last day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pass is frozen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This pass does not hold today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left on this pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The points stand below zero.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt printer does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A price or balance has changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headquarters has shut out this till.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shift is open already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payments come to {given_fen}; {due_fen} is due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payments do not fit the amount due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This can no longer be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code is wrong, used or too old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong PIN. Tries left: {left}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrong PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the one that is open.</source>
        <extracomment>Code → what to do now.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter an amount above zero with at most two decimals.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the file, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the line and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the marked field and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin again when you are ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the card and ask for identification; it can be reported found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the card again, or take a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look up the card, or take another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swipe it again evenly, or take another card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set date and time of the computer right, then go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the coupon out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the coupon out or change the goods.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the other program, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not sell on. Restore the last backup or call for help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install that version or a later one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the other program; the device is then taken up by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the user to the group dialout, then sign in to the computer again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check plug and power; it is taken up again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its power, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk before you sell on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan or choose an article first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the differences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not sell on this till; call headquarters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are sent again by themselves; go on selling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the window that is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when headquarters can be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on selling and call headquarters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on selling: all is kept and sent later. Check network and address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use fewer points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top up, or pay the rest another way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the recovery code, or restore a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the amount, or ask a manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait, or let somebody else sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let a manager enter a PIN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count the cash in the drawer and open a shift.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask somebody with this right to sign in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an empty place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join a headquarters under Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check name or number and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another sale.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter another number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take fewer, or correct the stock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower quantity or amount.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in a new roll; waiting receipts then print by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sell or renew a pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the freeze first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the days of the pass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They must be earned back first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check power, cover and cable; waiting receipts then print by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the new total, then confirm again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the rights of the folder and its disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call headquarters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Count and close it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the payments.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a refund instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask headquarters for a new code and enter it exactly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entry</source>
        <extracomment>The `what` of an error → a noun; &quot;&quot; for any other.</extracomment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>member</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>referrer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>top-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
