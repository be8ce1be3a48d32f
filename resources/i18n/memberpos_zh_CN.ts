<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApproveDialog</name>
    <message>
        <source>Approval needed</source>
        <extracomment>Refusals that somebody with the right may lift.</extracomment>
        <translation>需要批准</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一位</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>{name} 的 PIN</translation>
    </message>
    <message>
        <source>Nobody else here may approve this. Ask somebody with this right to sign in.</source>
        <translation>这里没有其他人可以批准。请有此权限的人登录。</translation>
    </message>
</context>
<context>
    <name>BalancesCard</name>
    <message>
        <source>Stored value owed</source>
        <translation>储值负债</translation>
    </message>
    <message>
        <source>Points held</source>
        <translation>积分结余</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>First number</source>
        <extracomment>Above this many the numbers are not worked out at each key.</extracomment>
        <translation>起始卡号</translation>
    </message>
    <message>
        <source>A prefix is kept, the last digits count up</source>
        <translation>前缀保留，末尾数字递增</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>张数</translation>
    </message>
    <message>
        <source>Password of all cards</source>
        <translation>统一初始密码</translation>
    </message>
    <message>
        <source>Leave out numbers with a 4</source>
        <translation>跳过带 4 的号码</translation>
    </message>
    <message>
        <source>Add a check digit</source>
        <translation>末位加校验位</translation>
    </message>
    <message>
        <source>First passwords, changed at first use</source>
        <translation>初始密码，首次使用须修改</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>The card alone pays</source>
        <translation>凭卡即可支付</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>指定</translation>
    </message>
    <message>
        <source>One for all cards</source>
        <translation>所有卡相同</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>随机生成</translation>
    </message>
    <message>
        <source>Printed with each card</source>
        <translation>随卡打印</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>制卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>At least {digits} digits.</source>
        <translation>至少 {digits} 位数字。</translation>
    </message>
    <message>
        <source>{count} cards made.</source>
        <translation>已制 {count} 张卡。</translation>
    </message>
    <message>
        <source>New batch of cards</source>
        <translation>新建制卡批次</translation>
    </message>
    <message>
        <source>Enter the first number.</source>
        <translation>请输入起始卡号。</translation>
    </message>
    <message>
        <source>From {first} on, {count} cards.</source>
        <translation>从 {first} 起，共 {count} 张。</translation>
    </message>
    <message>
        <source>There are not so many numbers of this length.</source>
        <translation>这个位数没有这么多号码。</translation>
    </message>
    <message>
        <source>{first} to {last}, {count} cards</source>
        <translation>{first} 至 {last}，共 {count} 张</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Blacklist</source>
        <translation>列入黑名单</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Allow the membership again</source>
        <translation>恢复会员资格</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Stop the membership</source>
        <translation>停用会员</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>No sale, no top-up, nothing paid from it. Refunds stay possible.</source>
        <translation>停用后不能以会员身份消费、充值或扣款，仍可退款。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
</context>
<context>
    <name>BytesDialog</name>
    <message>
        <source>Bytes of the devices</source>
        <translation>设备数据</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All devices</source>
        <translation>全部设备</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>File for support</source>
        <translation>导出给售后</translation>
    </message>
    <message>
        <source>Shown here as they are and kept in memory only. In the file, numbers and texts are blanked.</source>
        <translation>此处原样显示，只保存在内存中。导出的文件会隐去号码和文字。</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>已写入：{path}</translation>
    </message>
</context>
<context>
    <name>CalibrateDialog</name>
    <message>
        <source>Scan</source>
        <extracomment>A burst has ended when no key came for this long; no scanner pauses so, and every person does.</extracomment>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>打字</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Skip typing</source>
        <translation>跳过打字</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Scan the same code three times, at your usual pace.</source>
        <translation>请按平时的速度，把同一个条码扫三次。</translation>
    </message>
    <message>
        <source>Now type a telephone number as fast as you do at work, then Enter.</source>
        <translation>现在按平时最快的速度输入一个手机号，再按回车。</translation>
    </message>
    <message>
        <source>Measured. Keep these times, or start over.</source>
        <translation>测量完成。请保存，或重新开始。</translation>
    </message>
    <message>
        <source>Scanner that types</source>
        <translation>键盘口扫码枪</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>{mean} ms on average, {longest} ms at most</source>
        <translation>平均 {mean} 毫秒，最长 {longest} 毫秒</translation>
    </message>
    <message>
        <source>Measured last, between keys</source>
        <translation>刚测得的按键间隔</translation>
    </message>
    <message>
        <source>A scan so far</source>
        <translation>目前算作扫码</translation>
    </message>
    <message>
        <source>A scan from now on</source>
        <translation>以后算作扫码</translation>
    </message>
    <message>
        <source>These keys have no times of their own. Switch off input methods and remote control, or set the scanner to USB-COM.</source>
        <translation>这些按键没有各自的时间。请关闭输入法和远程控制，或把扫码枪设为虚拟串口。</translation>
    </message>
    <message>
        <source>This scanner types as slowly as a person. Set it to a higher speed or to USB-COM.</source>
        <translation>这把扫码枪和人打字一样慢。请调快速度，或设为虚拟串口。</translation>
    </message>
    <message>
        <source>Somebody here types as fast as this scanner. Better set the scanner to USB-COM.</source>
        <translation>这里有人打字和扫码枪一样快。建议把扫码枪设为虚拟串口。</translation>
    </message>
</context>
<context>
    <name>CallNoteDialog</name>
    <message>
        <source>Note on the call</source>
        <translation>来电备注</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>What did the caller want?</source>
        <translation>对方有什么事？</translation>
    </message>
</context>
<context>
    <name>CallPopup</name>
    <message>
        <source>Call ended</source>
        <translation>来电已结束</translation>
    </message>
</context>
<context>
    <name>Calls</name>
    <message>
        <source>Calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记一条</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message numerus="yes">
        <source>%n to call back</source>
        <translation>
            <numerusform>待回电 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>还没有来电</translation>
    </message>
    <message>
        <source>A caller-ID box shows callers here and at the top right</source>
        <translation>接上来电盒后，来电会显示在这里和右上角</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>没有符合的来电</translation>
    </message>
    <message>
        <source>Choose another filter</source>
        <translation>请换一个筛选条件</translation>
    </message>
    <message>
        <source>No call chosen</source>
        <translation>没有选中来电</translation>
    </message>
    <message>
        <source>The caller appears here</source>
        <translation>选中后这里显示来电人</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>{line} 号线</translation>
    </message>
    <message>
        <source>F7 keeps what the caller wanted</source>
        <translation>按 F7 记下对方的事</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>是哪一位？</translation>
    </message>
    <message>
        <source>Open member</source>
        <translation>打开会员</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) with this number</source>
        <translation>
            <numerusform>此号码对应 %n 位会员</numerusform>
        </translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>是哪一位？</translation>
    </message>
    <message>
        <source>F8 shows them</source>
        <translation>按 F8 查看</translation>
    </message>
    <message>
        <source>Not a member yet</source>
        <translation>还不是会员</translation>
    </message>
    <message>
        <source>F8 enrols this number</source>
        <translation>按 F8 用此号码登记</translation>
    </message>
    <message>
        <source>The number was withheld</source>
        <translation>对方未显示号码</translation>
    </message>
</context>
<context>
    <name>CardFaceKeeper</name>
    <message>
        <source>Balance {amount}</source>
        <translation>余额 {amount}</translation>
    </message>
    <message>
        <source>Points {n}</source>
        <translation>积分 {n}</translation>
    </message>
</context>
<context>
    <name>CardPasswordDialog</name>
    <message>
        <source>Card password</source>
        <translation>卡密码</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>支付</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>CardProof</name>
    <message>
        <source>The holder enters it and presses Enter.</source>
        <translation>请持卡人输入密码后按回车。</translation>
    </message>
</context>
<context>
    <name>CardTerms</name>
    <message>
        <source>Main card</source>
        <translation>主卡</translation>
    </message>
    <message>
        <source>Sub card</source>
        <translation>副卡</translation>
    </message>
    <message>
        <source>At most a day</source>
        <translation>每日限额</translation>
    </message>
    <message>
        <source>Empty for no limit</source>
        <translation>留空为不限</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Empty for none, or for the one of its batch</source>
        <translation>留空为无密码或沿用批次密码</translation>
    </message>
    <message>
        <source>At least {digits} digits.</source>
        <translation>至少 {digits} 位数字。</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>Issue another card</source>
        <translation>再发一张卡</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>发卡</translation>
    </message>
    <message>
        <source>Sub card</source>
        <translation>副卡</translation>
    </message>
    <message>
        <source>{amount} a day</source>
        <translation>每日限 {amount}</translation>
    </message>
    <message>
        <source>With password</source>
        <translation>有密码</translation>
    </message>
    <message>
        <source>Until {date}</source>
        <translation>有效至 {date}</translation>
    </message>
    <message>
        <source>Found again</source>
        <translation>解挂</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>换卡</translation>
    </message>
    <message>
        <source>To stock</source>
        <translation>回库</translation>
    </message>
    <message>
        <source>Never use again</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Report lost</source>
        <translation>挂失</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转卡</translation>
    </message>
    <message>
        <source>Limit a day</source>
        <translation>每日限额</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Card {number} is blocked.</source>
        <translation>卡 {number} 已挂失。</translation>
    </message>
    <message>
        <source>Card {number} can be used again.</source>
        <translation>卡 {number} 可以继续使用。</translation>
    </message>
    <message>
        <source>Card {number} is taken back.</source>
        <translation>卡 {number} 已收回。</translation>
    </message>
    <message>
        <source>Card {number} is in stock again.</source>
        <translation>卡 {number} 已回库。</translation>
    </message>
    <message>
        <source>Card {number} is void.</source>
        <translation>卡 {number} 已作废。</translation>
    </message>
    <message>
        <source>Hand the card over to whom?</source>
        <translation>把卡转给谁？</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>打标签</translation>
    </message>
</context>
<context>
    <name>CardsScreen</name>
    <message>
        <source>Cards</source>
        <translation>卡务</translation>
    </message>
    <message>
        <source>Batches of cards</source>
        <translation>制卡批次</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>新建批次</translation>
    </message>
    <message>
        <source>Write cards</source>
        <translation>写卡</translation>
    </message>
    <message>
        <source>Print first passwords</source>
        <translation>打印初始密码</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>总数</translation>
    </message>
    <message>
        <source>To write</source>
        <translation>待写</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可发</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已发</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>A batch makes a range of card numbers; they can be written at once or later.</source>
        <translation>一个批次生成一段卡号，可以马上写卡，也可以以后再写。</translation>
    </message>
    <message>
        <source>No batch yet</source>
        <translation>还没有制卡</translation>
    </message>
    <message>
        <source>Take cards that do not prove themselves</source>
        <translation>接受无防伪码的卡</translation>
    </message>
    <message>
        <source>Cards of another system, without our check code. Anybody can copy them.</source>
        <translation>其他系统的卡没有本店防伪码，容易被复制。</translation>
    </message>
    <message>
        <source>First passwords</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>Choose a batch, or make one.</source>
        <translation>请选择批次，或新建一个。</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>One for all</source>
        <translation>统一指定</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>随机生成</translation>
    </message>
    <message>
        <source>Without 4</source>
        <translation>跳过 4</translation>
    </message>
    <message>
        <source>Check digit</source>
        <translation>校验位</translation>
    </message>
    <message>
        <source>All cards of this batch are written.</source>
        <translation>本批次已全部写好。</translation>
    </message>
    <message>
        <source>No card writer is connected. Printed cards can be issued without being written.</source>
        <translation>未连接写卡器。印有卡号的卡不写也可以发。</translation>
    </message>
    <message>
        <source>{count} passwords are printed.</source>
        <translation>已打印 {count} 个初始密码。</translation>
    </message>
</context>
<context>
    <name>CartPanel</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message numerus="yes">
        <source>Recall %n</source>
        <translation>
            <numerusform>取单 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>This order</source>
        <translation>本单</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>No goods yet</source>
        <translation>还没有商品</translation>
    </message>
    <message>
        <source>Scan, press a quick key, or F5 to search</source>
        <translation>扫码、按快捷键，或按 F5 搜索</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>还没有开班</translation>
    </message>
    <message>
        <source>F12: count the drawer, then sell</source>
        <translation>按 F12 点清钱箱，开班后收银</translation>
    </message>
    <message>
        <source>Exchange for {number}</source>
        <extracomment>Quick keys: columns and rows, and where there is room.</extracomment>
        <translation>换货 退回 {number}</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>优惠</translation>
    </message>
</context>
<context>
    <name>CashMoveDialog</name>
    <message>
        <source>Book</source>
        <translation>入账</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Change from the bank</source>
        <translation>银行换零</translation>
    </message>
    <message>
        <source>Float topped up</source>
        <translation>补备用金</translation>
    </message>
    <message>
        <source>Returned advance</source>
        <translation>归还借支</translation>
    </message>
    <message>
        <source>Pay into the drawer</source>
        <translation>钱箱存入</translation>
    </message>
    <message>
        <source>Cash that is no sale and no top-up.</source>
        <translation>不是销售也不是充值的现金。</translation>
    </message>
    <message>
        <source>Small purchase</source>
        <translation>零星采购</translation>
    </message>
    <message>
        <source>Courier</source>
        <translation>快递费</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>员工借支</translation>
    </message>
    <message>
        <source>Pay out of the drawer</source>
        <translation>钱箱支出</translation>
    </message>
    <message>
        <source>Cash for expenses of the shop.</source>
        <translation>门店开支用的现金。</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>To the bank</source>
        <translation>存银行</translation>
    </message>
    <message>
        <source>To the manager</source>
        <translation>交店长</translation>
    </message>
    <message>
        <source>Take cash to the safe</source>
        <translation>缴款到保险箱</translation>
    </message>
    <message>
        <source>Less cash in the drawer is safer.</source>
        <translation>钱箱里现金少一些更安全。</translation>
    </message>
    <message>
        <source>Give change</source>
        <translation>换零钱</translation>
    </message>
    <message>
        <source>Look into the drawer</source>
        <translation>查看钱箱</translation>
    </message>
    <message>
        <source>Opened by mistake</source>
        <translation>误开</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>打开钱箱</translation>
    </message>
    <message>
        <source>Without a sale. It is noted in the shift&apos;s report.</source>
        <translation>没有销售也开钱箱,会记入交班报表。</translation>
    </message>
    <message>
        <source>Enter an amount.</source>
        <translation>请输入金额。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Booked. The drawer opens.</source>
        <translation>已入账,钱箱打开。</translation>
    </message>
</context>
<context>
    <name>ChangePasswordDialog</name>
    <message>
        <source>The card still has its first password. Let the holder choose another one.</source>
        <translation>此卡仍是初始密码，请持卡人设置新密码。</translation>
    </message>
    <message>
        <source>New card password</source>
        <translation>设置新密码</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>CheckInDialog</name>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>服务人员</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
    <message>
        <source>No pass yet</source>
        <translation>还没有次卡</translation>
    </message>
    <message>
        <source>F6 sells one</source>
        <translation>按 F6 售卡</translation>
    </message>
    <message>
        <source>Last visit {date}</source>
        <translation>上次到店 {date}</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>到店 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到核销</translation>
    </message>
    <message>
        <source>Other pass</source>
        <translation>换一张卡</translation>
    </message>
    <message>
        <source>One more person</source>
        <translation>加一人</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Manage</source>
        <translation>管理次卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message numerus="yes">
        <source>Check in, %n use(s)</source>
        <translation>
            <numerusform>核销 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}: checked in, {left}.</source>
        <translation>{title}：已核销，{left}。</translation>
    </message>
    <message>
        <source>{title}: taken back.</source>
        <translation>{title}：核销已撤销。</translation>
    </message>
</context>
<context>
    <name>CheckedPanel</name>
    <message>
        <source>Refused</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>需核对</translation>
    </message>
    <message>
        <source>Refused rows as a sheet</source>
        <translation>导出未通过的行</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>原始内容</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>这里没有内容</translation>
    </message>
    <message>
        <source>Every row can be taken over as it is</source>
        <translation>每一行都可以直接导入</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>可导入</translation>
    </message>
    <message>
        <source>of {rows} rows</source>
        <translation>共 {rows} 行</translation>
    </message>
    <message>
        <source>of them to look at</source>
        <translation>其中需核对</translation>
    </message>
    <message>
        <source>correct and import again</source>
        <translation>改好后再导入</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>compare with the old system</source>
        <translation>请与旧系统核对</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>赠金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
</context>
<context>
    <name>ClockDialog</name>
    <message>
        <source>Is the clock right?</source>
        <translation>电脑时间对吗？</translation>
    </message>
    <message>
        <source>The clock is right</source>
        <translation>时间无误</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The clock says</source>
        <translation>电脑日期</translation>
    </message>
    <message>
        <source>Last entry</source>
        <translation>最近一笔</translation>
    </message>
    <message>
        <source>A clock that is behind puts sales on a wrong day. Set the date, or let a manager confirm it.</source>
        <translation>时间落后会把销售记到错误的日期。请校准电脑日期，或由店长确认。</translation>
    </message>
</context>
<context>
    <name>CloseCardDialog</name>
    <message>
        <source>Whose cause</source>
        <translation>退卡原因</translation>
    </message>
    <message>
        <source>What was spent first</source>
        <translation>结算方式</translation>
    </message>
    <message>
        <source>Paid back by</source>
        <translation>退款方式</translation>
    </message>
    <message>
        <source>The member&apos;s</source>
        <translation>消费者要求</translation>
    </message>
    <message>
        <source>The shop&apos;s</source>
        <translation>商家原因</translation>
    </message>
    <message>
        <source>Within seven days</source>
        <translation>七日内退款</translation>
    </message>
    <message>
        <source>Bonus first</source>
        <translation>先扣赠金</translation>
    </message>
    <message>
        <source>Principal first</source>
        <translation>先扣本金</translation>
    </message>
    <message>
        <source>In proportion</source>
        <translation>按比例</translation>
    </message>
    <message>
        <source>Close card</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Card closed, {amount} paid back.</source>
        <translation>已退卡，退款 {amount}。</translation>
    </message>
    <message>
        <source>Paid back</source>
        <translation>实退</translation>
    </message>
    <message>
        <source>Principal held</source>
        <translation>本金余额</translation>
    </message>
    <message>
        <source>Bonus held</source>
        <translation>赠金余额</translation>
    </message>
    <message>
        <source>Kept change, paid too</source>
        <translation>存零，一并退还</translation>
    </message>
    <message>
        <source>Bonus to come, called off</source>
        <translation>取消待返赠金</translation>
    </message>
    <message>
        <source>Stays with the shop</source>
        <translation>不予退还</translation>
    </message>
    <message>
        <source>{name} · the cards come back</source>
        <translation>{name} · 卡片一并收回</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>退卡结算</translation>
    </message>
    <message>
        <source>Pay back {amount}</source>
        <translation>退 {amount}</translation>
    </message>
    <message>
        <source>For the shop&apos;s cause at least in proportion is paid.</source>
        <translation>商家原因退卡，至少按比例退还。</translation>
    </message>
    <message>
        <source>This is what the contract says.</source>
        <translation>章程约定的结算方式。</translation>
    </message>
    <message>
        <source>Not what the contract says.</source>
        <translation>不是章程约定的结算方式。</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>The data of the shop are encrypted. If this computer is lost, only this code opens a backup.</source>
        <translation>店铺数据已加密。万一这台电脑丢失，只有这个恢复码能打开备份。</translation>
    </message>
    <message>
        <source>Write it down and keep it away from this computer. It is shown only now.</source>
        <translation>请抄下来，不要和这台电脑放在一起。它只显示这一次。</translation>
    </message>
    <message>
        <source>The code was shown when the data folder was made.</source>
        <translation>恢复码在建立数据目录时已显示过。</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>我已抄好</translation>
    </message>
</context>
<context>
    <name>ConsentTextDialog</name>
    <message>
        <source>Changed words are a new version. Who agreed before stays on record with the old one.</source>
        <translation>文字改动后成为新版本，此前的同意仍按旧版本留存。</translation>
    </message>
    <message>
        <source>What members agree to</source>
        <translation>会员同意事项</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>同意文字</translation>
    </message>
    <message>
        <source>Enter the purpose and the words.</source>
        <translation>请填写用途和同意文字。</translation>
    </message>
</context>
<context>
    <name>ConsentsDialog</name>
    <message>
        <source>Consents</source>
        <translation>同意事项</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Guardian&apos;s name</source>
        <translation>监护人姓名</translation>
    </message>
    <message>
        <source>The member is under 14: a guardian consents.</source>
        <translation>会员未满 14 周岁，须由监护人同意。</translation>
    </message>
    <message>
        <source>Since {date}, version {version}</source>
        <translation>{date} 起同意，第 {version} 版</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>由 {name} 同意</translation>
    </message>
    <message>
        <source>Withdrawn on {date}</source>
        <translation>{date} 撤回</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>未同意</translation>
    </message>
    <message>
        <source>Enter the guardian&apos;s name first.</source>
        <translation>请先填写监护人姓名。</translation>
    </message>
</context>
<context>
    <name>CountPanel</name>
    <message>
        <source>Count the drawer, the float included</source>
        <translation>清点钱箱,连同备用金</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>钱箱现金</translation>
    </message>
    <message>
        <source>Count by pieces, or enter the sum here.</source>
        <translation>按面额点张数,或直接在这里填总数。</translation>
    </message>
    <message>
        <source>From the payment terminals</source>
        <translation>支付终端对账</translation>
    </message>
    <message>
        <source>Count is done</source>
        <translation>清点完成</translation>
    </message>
    <message>
        <source>Go on selling</source>
        <translation>继续营业</translation>
    </message>
    <message>
        <source>Count the cash first. An empty drawer is 0.</source>
        <translation>请先清点现金,空钱箱填 0。</translation>
    </message>
    <message>
        <source>Empty = not checked, minus = paid back</source>
        <translation>没有核对就留空;退出多于收入时记负数。</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Birthday in %n day(s)</source>
        <translation>
            <numerusform>生日 %n 天后</numerusform>
        </translation>
    </message>
    <message>
        <source>Birthday today</source>
        <translation>今天生日</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n 位会员</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>Counter</source>
        <extracomment>With more room the outer panels take some of it too.</extracomment>
        <translation>前台</translation>
    </message>
    <message>
        <source>A payment code: take it on the payment terminal.</source>
        <translation>这是付款码：请在收款终端上收款。</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation>兑换</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>取单</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>挂单</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Exact cash</source>
        <translation>整钱</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>On hold: {name}</source>
        <translation>已挂单：{name}</translation>
    </message>
    <message>
        <source>A telephone or bank card shows another number each time. Take a member card.</source>
        <translation>手机和银行卡每次的号码都不同，请使用会员卡。</translation>
    </message>
    <message>
        <source>The card cannot be read. Hold it still on the reader, or write it again.</source>
        <translation>卡片无法读取。请把卡放稳再试，或重新写卡。</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡扣次</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>优惠</translation>
    </message>
</context>
<context>
    <name>CounterFlow</name>
    <message>
        <source>Which one?</source>
        <extracomment>Characters of a number that may be a card&apos;s or a phone&apos;s.</extracomment>
        <translation>是哪一位？</translation>
    </message>
    <message>
        <source>Search goods</source>
        <translation>搜索商品</translation>
    </message>
    <message>
        <source>Cart cleared. Ctrl+Z brings it back.</source>
        <translation>购物车已清空，按 Ctrl+Z 恢复。</translation>
    </message>
    <message>
        <source>Carts on hold</source>
        <translation>挂起的单</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>This card may be a copy: its chip is not the one that was issued. It was logged.</source>
        <translation>这张卡可能是复制卡：芯片与发卡时不同，已记入日志。</translation>
    </message>
</context>
<context>
    <name>CouponsPage</name>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>Give out coupons</source>
        <translation>发放优惠券</translation>
    </message>
</context>
<context>
    <name>CrashScreen</name>
    <message>
        <source>1. Look whether the last sale is on its receipt or in the list of sales.</source>
        <translation>1. 看一下最后一单是否已出小票，或是否在销售列表里。</translation>
    </message>
    <message>
        <source>2. Go on selling. What was booked is safe.</source>
        <translation>2. 继续营业。已入账的都在。</translation>
    </message>
    <message>
        <source>3. If it happens again, restart the program and send the report to support.</source>
        <translation>3. 如果再次出现，请重启程序，并把报告发给技术支持。</translation>
    </message>
    <message>
        <source>The report could not be written.</source>
        <translation>报告没能写入。</translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation>程序出错了</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>This is a fault of the program, not yours. A report without personal data was written.</source>
        <translation>这是程序的问题，不是您的操作问题。已写下一份不含个人信息的报告。</translation>
    </message>
</context>
<context>
    <name>CustomerPage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎光临</translation>
    </message>
    <message>
        <source>Your goods</source>
        <translation>您的商品</translation>
    </message>
    <message>
        <source>and {n} more above</source>
        <translation>上面还有 {n} 件</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>已付</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>应付</translation>
    </message>
    <message>
        <source>Paid {amount}</source>
        <translation>已付 {amount}</translation>
    </message>
    <message>
        <source>Thank you. Please come again.</source>
        <translation>谢谢惠顾，欢迎再来。</translation>
    </message>
    <message>
        <source>Points earned: {n}</source>
        <translation>本次积分：{n}</translation>
    </message>
    <message>
        <source>You save {amount}</source>
        <translation>已优惠 {amount}</translation>
    </message>
</context>
<context>
    <name>DayLimitDialog</name>
    <message>
        <source>At most a day</source>
        <translation>每日限额</translation>
    </message>
    <message>
        <source>Empty for no limit</source>
        <translation>留空为不限</translation>
    </message>
    <message>
        <source>Limit a day</source>
        <translation>每日限额</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
</context>
<context>
    <name>DevicesScreen</name>
    <message>
        <source>Devices</source>
        <extracomment>Devices that are tried by waiting for what they say.</extracomment>
        <translation>设备</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>前台</translation>
    </message>
    <message>
        <source>Read just now: {text}</source>
        <translation>刚读到：{text}</translation>
    </message>
    <message>
        <source>a payment code</source>
        <translation>付款码</translation>
    </message>
    <message>
        <source>Saved. The devices start anew.</source>
        <translation>已保存，设备正在重新启动。</translation>
    </message>
    <message>
        <source>Try them here: swipe, scan, print. To change them ask the owner or a manager.</source>
        <translation>可以在这里试：刷卡、扫码、打印。要改设置，请找店主或店长。</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸宽</translation>
    </message>
    <message>
        <source>80 mm</source>
        <translation>80 mm</translation>
    </message>
    <message>
        <source>58 mm</source>
        <translation>58 mm</translation>
    </message>
    <message>
        <source>Print a test page</source>
        <translation>打印测试页</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>打开钱箱</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>未设置</translation>
    </message>
    <message>
        <source>Number on the card</source>
        <translation>卡号格式</translation>
    </message>
    <message>
        <source>New device</source>
        <translation>新设备</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Taken for a scan: at most {longest} ms between keys, {mean} ms on average.</source>
        <translation>算作扫码：按键间隔最长 {longest} 毫秒，平均 {mean} 毫秒。</translation>
    </message>
    <message>
        <source>Plug it in and press F6, or choose kind and port and save.</source>
        <translation>插上设备后按 F6，或选好型号和端口再保存。</translation>
    </message>
    <message>
        <source>Plugged in: {name}. F6 sets it up.</source>
        <translation>已插上：{name}。按 F6 设置。</translation>
    </message>
    <message>
        <source>Pulled out: {name}</source>
        <translation>已拔下：{name}</translation>
    </message>
    <message>
        <source>Copy for the shop</source>
        <translation>商户存根</translation>
    </message>
    <message>
        <source>With every receipt</source>
        <translation>每张都打</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>不打</translation>
    </message>
    <message>
        <source>When stored value moves</source>
        <translation>有储值变动时</translation>
    </message>
    <message>
        <source>Try a card</source>
        <translation>试刷卡</translation>
    </message>
    <message>
        <source>Try a code</source>
        <translation>试扫码</translation>
    </message>
    <message>
        <source>Try a call</source>
        <translation>试来电</translation>
    </message>
    <message>
        <source>Print a test label</source>
        <translation>打印测试标签</translation>
    </message>
    <message>
        <source>Scanners and readers that type</source>
        <translation>键盘口扫码枪、刷卡器</translation>
    </message>
    <message>
        <source>Plugged in</source>
        <translation>已插上</translation>
    </message>
    <message>
        <source>Show an amount</source>
        <translation>试显示</translation>
    </message>
</context>
<context>
    <name>DiscountDialog</name>
    <message>
        <source>Money off by hand</source>
        <translation>手工优惠</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Off the whole bill</source>
        <translation>整单减</translation>
    </message>
    <message>
        <source>Empty: nothing.</source>
        <translation>留空为不减。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>That is more than the bill.</source>
        <translation>超过账单金额。</translation>
    </message>
    <message>
        <source>Say why money is taken off.</source>
        <translation>请填写优惠原因。</translation>
    </message>
</context>
<context>
    <name>DrawDialog</name>
    <message>
        <source>Back</source>
        <extracomment>A hash is shown in groups that can be compared by eye.</extracomment>
        <translation>返回</translation>
    </message>
    <message>
        <source>Draw for {points} points</source>
        <translation>用 {points} 分抽一次</translation>
    </message>
    <message>
        <source>{name} · {points} points</source>
        <translation>{name} · {points} 分</translation>
    </message>
    <message>
        <source>The result is fixed already. Its seal (SHA-256):</source>
        <translation>结果已事先封存，封存码（SHA-256）：</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>抽中</translation>
    </message>
    <message>
        <source>Number drawn</source>
        <translation>抽奖数</translation>
    </message>
    <message>
        <source>The seed under the seal, also on the slip:</source>
        <translation>封存的种子（小票上也有）：</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>剩 %n 件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DrawsPage</name>
    <message>
        <source>Draws</source>
        <translation>抽奖</translation>
    </message>
    <message>
        <source>100 points</source>
        <translation>100 积分</translation>
    </message>
    <message>
        <source>No prize</source>
        <translation>谢谢参与</translation>
    </message>
    <message>
        <source>Wheel of luck</source>
        <translation>幸运转盘</translation>
    </message>
</context>
<context>
    <name>EndOfDayScreen</name>
    <message>
        <source>End of day</source>
        <translation>日结</translation>
    </message>
    <message>
        <source>Export Excel</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Print slip</source>
        <translation>打印小票</translation>
    </message>
    <message>
        <source>Close shift (Z)</source>
        <translation>交班日结 (Z)</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Reports need another right</source>
        <translation>查看报表需要权限</translation>
    </message>
    <message>
        <source>A manager can sign in and look at the day.</source>
        <translation>请店长登录后查看当日数字。</translation>
    </message>
    <message>
        <source>Close shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>End of day · {date} {weekday}</source>
        <translation>日结 · {date} {weekday}</translation>
    </message>
    <message>
        <source>Books agree</source>
        <translation>账实平衡校验 通过</translation>
    </message>
    <message>
        <source>Books do not agree</source>
        <translation>账实平衡校验 未通过</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已送打印。</translation>
    </message>
    <message>
        <source>End of day {date}</source>
        <translation>日结 {date}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存:{file}</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推荐人</translation>
    </message>
    <message>
        <source>Search a member …</source>
        <translation>查找会员…</translation>
    </message>
    <message>
        <source>Issue a card next</source>
        <translation>接着发卡</translation>
    </message>
    <message>
        <source>Take this member</source>
        <translation>就是这位会员</translation>
    </message>
    <message>
        <source>{name} is a member now.</source>
        <translation>{name} 已登记为会员。</translation>
    </message>
    <message numerus="yes">
        <source>{name} has this number already (%n member(s)).</source>
        <translation>
            <numerusform>此号码已登记在 {name} 名下（共 %n 位会员）。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExceptionsCard</name>
    <message>
        <source>Worth a look</source>
        <translation>异常提示</translation>
    </message>
    <message>
        <source>Nothing unusual</source>
        <translation>无异常</translation>
    </message>
</context>
<context>
    <name>FieldDialog</name>
    <message>
        <source>Field of your own</source>
        <translation>自定义栏位</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>A field stays for ever; one not in use is hidden.</source>
        <translation>栏位建立后不能删除，停用后不再显示。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>栏位名称</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>Commas between choices</source>
        <translation>选项之间用逗号分隔</translation>
    </message>
    <message>
        <source>Every new member needs it</source>
        <translation>登记会员时必填</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>Enter the choices.</source>
        <translation>请填写选项。</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Short code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Letters and digits, not used by another one.</source>
        <translation>字母和数字，不能与已有的重复。</translation>
    </message>
    <message>
        <source>Number of the goods</source>
        <translation>商品编号</translation>
    </message>
    <message>
        <source>As it stands under Goods.</source>
        <translation>与“商品”里的编号一致。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>As customers read it on the receipt.</source>
        <translation>小票上给顾客看的名称。</translation>
    </message>
    <message>
        <source>Goes together with others?</source>
        <translation>能否与其他活动同享</translation>
    </message>
    <message>
        <source>Empty: with all. exclusive: with none. Any other word: the best one of its group.</source>
        <translation>空：都可同享；exclusive：不与任何活动同享；填别的词：同组取最优。</translation>
    </message>
    <message>
        <source>From day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Year-month-day; empty: at once.</source>
        <translation>年-月-日；空：立即。</translation>
    </message>
    <message>
        <source>To day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>The last day, not before the first; empty: no end.</source>
        <translation>最后一天，不早于开始；空：不结束。</translation>
    </message>
    <message>
        <source>On these weekdays</source>
        <translation>限星期</translation>
    </message>
    <message>
        <source>None pressed: every day.</source>
        <translation>都不选：每天。</translation>
    </message>
    <message>
        <source>Between these hours</source>
        <translation>限时段</translation>
    </message>
    <message>
        <source>Like 11:00-14:00, also past midnight; empty: all day.</source>
        <translation>如 11:00-14:00，可跨午夜；空：全天。</translation>
    </message>
    <message>
        <source>Only for these tiers</source>
        <translation>限等级</translation>
    </message>
    <message>
        <source>Names with commas between; empty: for all.</source>
        <translation>等级名称，用逗号隔开；空：不限。</translation>
    </message>
    <message>
        <source>Members only</source>
        <translation>仅限会员</translation>
    </message>
    <message>
        <source>Goods, by number</source>
        <translation>限商品（编号）</translation>
    </message>
    <message>
        <source>With commas between; empty: all goods.</source>
        <translation>用逗号隔开；空：全部商品。</translation>
    </message>
    <message>
        <source>Goods, by category</source>
        <translation>限分类</translation>
    </message>
    <message>
        <source>On top of other prices</source>
        <translation>可与其他价格叠加</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Begins on</source>
        <translation>从哪天起</translation>
    </message>
    <message>
        <source>Year-month-day after today; empty: at once.</source>
        <translation>今天之后的年-月-日；空：立即。</translation>
    </message>
    <message>
        <source>Most for one member</source>
        <translation>每位会员最多</translation>
    </message>
    <message>
        <source>Empty: as often as they like.</source>
        <translation>空：不限次数。</translation>
    </message>
    <message>
        <source>A whole number; empty: none.</source>
        <translation>整数；空：不送。</translation>
    </message>
    <message>
        <source>Spend … yuan, get … points</source>
        <translation>每消费多少元 → 积多少分</translation>
    </message>
    <message>
        <source>Two whole numbers; the yuan not 0.</source>
        <translation>两个整数，元数不能为 0。</translation>
    </message>
    <message>
        <source>Points worth one yuan off</source>
        <translation>多少积分抵 1 元</translation>
    </message>
    <message>
        <source>At least 1; empty: points buy gifts only.</source>
        <translation>至少 1；空：积分只能换礼品。</translation>
    </message>
    <message>
        <source>At most % of a bill by points</source>
        <translation>积分最多抵账单的 %</translation>
    </message>
    <message>
        <source>0 to 100.</source>
        <translation>0 到 100。</translation>
    </message>
    <message>
        <source>Points are good</source>
        <translation>积分有效期</translation>
    </message>
    <message>
        <source>Points given before keep their day.</source>
        <translation>已发的积分有效期不变。</translation>
    </message>
    <message>
        <source>Multiply by at most</source>
        <translation>积分倍数上限</translation>
    </message>
    <message>
        <source>Tier and campaign together, like 3; empty: no limit.</source>
        <translation>等级与活动合计，如 3；空：不限。</translation>
    </message>
    <message>
        <source>Name points that end, days before</source>
        <translation>积分到期前多少天提醒</translation>
    </message>
    <message>
        <source>On receipts, at the counter and in the list of reminders; 0: never.</source>
        <translation>显示在小票、收银台和提醒名单上；0：不提醒。</translation>
    </message>
    <message>
        <source>For joining</source>
        <translation>注册送</translation>
    </message>
    <message>
        <source>For a birthday</source>
        <translation>生日送</translation>
    </message>
    <message>
        <source>For bringing a friend</source>
        <translation>推荐好友送</translation>
    </message>
    <message>
        <source>For the friend</source>
        <translation>被推荐人得</translation>
    </message>
    <message>
        <source>Friends that count in a month</source>
        <translation>每月最多算几位好友</translation>
    </message>
    <message>
        <source>Empty: all.</source>
        <translation>空：不限。</translation>
    </message>
    <message>
        <source>Only full steps earn (每满)</source>
        <translation>每满才积分</translation>
    </message>
    <message>
        <source>Spending bonus earns too</source>
        <translation>消费赠送金额也积分</translation>
    </message>
    <message>
        <source>Spending stored value earns</source>
        <translation>储值消费积分</translation>
    </message>
    <message>
        <source>Tiers are reached by</source>
        <translation>按什么升级</translation>
    </message>
    <message>
        <source>Counted over</source>
        <translation>统计范围</translation>
    </message>
    <message>
        <source>A tier is good for</source>
        <translation>等级有效期</translation>
    </message>
    <message>
        <source>Who reaches too little goes</source>
        <translation>未达标者</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>The first from 0, each later one from more; names differ; percent 0 to 100.</source>
        <translation>第一级从 0 起，门槛逐级更高；名称不重复；百分比 0 到 100。</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>优惠方式</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>档位</translation>
    </message>
    <message>
        <source>Each with another amount, from the smallest to the largest.</source>
        <translation>金额各不相同，从小到大。</translation>
    </message>
    <message>
        <source>Pays percent</source>
        <translation>实付百分比</translation>
    </message>
    <message>
        <source>90 = pays 90 % (九折); 0 to 100.</source>
        <translation>90 = 九折；0 到 100。</translation>
    </message>
    <message>
        <source>From amount</source>
        <translation>满多少元</translation>
    </message>
    <message>
        <source>In yuan; empty: any amount.</source>
        <translation>单位元；空：不限金额。</translation>
    </message>
    <message>
        <source>Points times</source>
        <translation>积分倍数</translation>
    </message>
    <message>
        <source>Like 2 or 1.5.</source>
        <translation>如 2 或 1.5。</translation>
    </message>
    <message>
        <source>Of every … pieces</source>
        <translation>每几件</translation>
    </message>
    <message>
        <source>A whole number from 1.</source>
        <translation>从 1 起的整数。</translation>
    </message>
    <message>
        <source>… are paid</source>
        <translation>付几件的钱</translation>
    </message>
    <message>
        <source>Fewer than the pieces.</source>
        <translation>比件数少。</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Needed.</source>
        <translation>必填。</translation>
    </message>
    <message>
        <source>Price in yuan</source>
        <translation>价格（元）</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>A whole number.</source>
        <translation>整数。</translation>
    </message>
    <message>
        <source>At most … pieces</source>
        <translation>最多几件</translation>
    </message>
    <message>
        <source>Empty: one.</source>
        <translation>空：一件。</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>面值</translation>
    </message>
    <message>
        <source>Yuan off, percent paid, pieces free, or the trial price: as chosen above.</source>
        <translation>按上面所选：减多少元、实付百分比、免费件数或体验价。</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>More than 0.</source>
        <translation>大于 0。</translation>
    </message>
    <message>
        <source>Good for days</source>
        <translation>有效天数</translation>
    </message>
    <message>
        <source>The first day does not count; empty: no end.</source>
        <translation>首日不算；空：不过期。</translation>
    </message>
    <message>
        <source>Or good for months</source>
        <translation>或有效月数</translation>
    </message>
    <message>
        <source>Either days or months.</source>
        <translation>天数和月数只填一个。</translation>
    </message>
    <message>
        <source>Empty: any number.</source>
        <translation>空：不限。</translation>
    </message>
    <message>
        <source>Most used in a day</source>
        <translation>每天最多用</translation>
    </message>
    <message>
        <source>Most in all</source>
        <translation>总共最多</translation>
    </message>
    <message>
        <source>May be handed on</source>
        <translation>可转赠</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>At least 1; empty: as often as they like while it is good.</source>
        <translation>至少 1；空：有效期内不限次。</translation>
    </message>
    <message>
        <source>Uses given on top</source>
        <translation>赠送次数</translation>
    </message>
    <message>
        <source>Only beside uses.</source>
        <translation>有次数时才能送。</translation>
    </message>
    <message>
        <source>One use without a pass</source>
        <translation>单次原价</translation>
    </message>
    <message>
        <source>In yuan, for refunds.</source>
        <translation>单位元，退卡时用。</translation>
    </message>
    <message>
        <source>Persons at once</source>
        <translation>一次几人</translation>
    </message>
    <message>
        <source>Empty: any number; of a time pass one.</source>
        <translation>空：不限；期限卡为一人。</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Costs points</source>
        <translation>需要积分</translation>
    </message>
    <message>
        <source>Pieces in stock</source>
        <translation>库存件数</translation>
    </message>
    <message>
        <source>Empty: not counted.</source>
        <translation>空：不计库存。</translation>
    </message>
    <message>
        <source>A play costs points</source>
        <translation>抽一次要多少积分</translation>
    </message>
    <message>
        <source>Prizes</source>
        <translation>奖品</translation>
    </message>
    <message>
        <source>A larger share comes up more often; at least one above 0.</source>
        <translation>份额越大越容易抽中；至少一个大于 0。</translation>
    </message>
    <message>
        <source>From the smallest amount to the largest.</source>
        <translation>金额从小到大。</translation>
    </message>
    <message>
        <source>First top-up only</source>
        <translation>仅限首次充值</translation>
    </message>
    <message>
        <source>Once for each full amount</source>
        <translation>每满一档送一份</translation>
    </message>
    <message>
        <source>… counted in</source>
        <translation>按什么周期算</translation>
    </message>
    <message>
        <source>From</source>
        <translation>门槛</translation>
    </message>
    <message>
        <source>To stay</source>
        <translation>保级</translation>
    </message>
    <message>
        <source>Pays %</source>
        <translation>折扣 %</translation>
    </message>
    <message>
        <source>Points ×</source>
        <translation>积分 ×</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日送</translation>
    </message>
    <message>
        <source>Coupons on reaching it</source>
        <translation>升级送券</translation>
    </message>
    <message>
        <source>From yuan</source>
        <translation>满（元）</translation>
    </message>
    <message>
        <source>Yuan off</source>
        <translation>减（元）</translation>
    </message>
    <message>
        <source>Pays in</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Bonus</source>
        <translation>赠送</translation>
    </message>
    <message>
        <source>Later, in parts</source>
        <translation>分月返还</translation>
    </message>
    <message>
        <source>Number of parts</source>
        <translation>分几期</translation>
    </message>
    <message>
        <source>Bonus %</source>
        <translation>赠送 %</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Points after days</source>
        <translation>积分几天后可用</translation>
    </message>
    <message>
        <source>Months between</source>
        <translation>每隔几个月</translation>
    </message>
    <message>
        <source>On day of month</source>
        <translation>每月几号到账</translation>
    </message>
    <message>
        <source>Charged if used</source>
        <translation>已用每张扣</translation>
    </message>
    <message>
        <source>Charged per use</source>
        <translation>已用每次扣</translation>
    </message>
    <message>
        <source>Tier for months</source>
        <translation>等级保留几个月</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Gift or coupon</source>
        <translation>礼品或券</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>份额</translation>
    </message>
    <message>
        <source>This cannot be used.</source>
        <extracomment>Numbers of months to choose from.</extracomment>
        <translation>这样填不行。</translation>
    </message>
    <message>
        <source>Points that were spent, at a refund</source>
        <translation>退款时积分已用掉</translation>
    </message>
    <message>
        <source>Days to use points that come back</source>
        <translation>退回的积分可用天数</translation>
    </message>
    <message>
        <source>When their own day has passed; 0 or more.</source>
        <translation>原有效期已过时适用；0 或以上。</translation>
    </message>
    <message>
        <source>Passes earn points</source>
        <translation>次卡积分时机</translation>
    </message>
    <message>
        <source>Spend … yuan, get … growth</source>
        <translation>每消费 … 元得 … 成长值</translation>
    </message>
    <message>
        <source>For a visit</source>
        <translation>到店送积分</translation>
    </message>
    <message>
        <source>Visits that count</source>
        <translation>到店次数上限</translation>
    </message>
    <message>
        <source>For checking in</source>
        <translation>打卡送积分</translation>
    </message>
    <message>
        <source>Check-ins that count</source>
        <translation>打卡次数上限</translation>
    </message>
    <message>
        <source>Points by hand, at most</source>
        <translation>手工调整积分上限</translation>
    </message>
    <message>
        <source>For one member; empty: no limit.</source>
        <translation>每位会员；留空为不限。</translation>
    </message>
    <message>
        <source>Points for a piece of goods</source>
        <translation>单品赠分</translation>
    </message>
    <message>
        <source>Number of the goods and points from 1.</source>
        <translation>填写货号和积分（至少 1）。</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Each with a name and points from 1.</source>
        <translation>每项填写名称和积分（至少 1）。</translation>
    </message>
    <message>
        <source>Badges</source>
        <translation>勋章</translation>
    </message>
    <message>
        <source>Each with a name and an amount from 1; goods only for pieces bought.</source>
        <translation>每枚填写名称和数量（至少 1）；货号仅用于「购买件数」。</translation>
    </message>
    <message>
        <source>A refund takes a tier back</source>
        <translation>退款后降级</translation>
    </message>
    <message>
        <source>Growth begins anew with each review</source>
        <translation>每次考核后成长值清零</translation>
    </message>
    <message>
        <source>Spend first</source>
        <translation>先扣</translation>
    </message>
    <message>
        <source>At most % of a bill by bonus</source>
        <translation>赠金最多抵账单的 %</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>抹零方式</translation>
    </message>
    <message>
        <source>What is rounded</source>
        <translation>抹零范围</translation>
    </message>
    <message>
        <source>The business day begins at</source>
        <translation>营业日起始时间</translation>
    </message>
    <message>
        <source>Like 04:00: until then sales belong to the day before.</source>
        <translation>例如 04:00：此前的销售计入前一天。</translation>
    </message>
    <message>
        <source>Keep the rules for prepaid cards</source>
        <translation>执行预付卡管理规定</translation>
    </message>
    <message>
        <source>For shops in China only.</source>
        <translation>仅适用于中国大陆的店铺。</translation>
    </message>
    <message>
        <source>And yuan</source>
        <translation>另付金额（元）</translation>
    </message>
    <message>
        <source>Empty: points alone.</source>
        <translation>留空：只用积分。</translation>
    </message>
    <message>
        <source>Other prices for tiers</source>
        <translation>各等级兑换价</translation>
    </message>
    <message>
        <source>Name of the tier and points.</source>
        <translation>填写等级名称和积分。</translation>
    </message>
    <message>
        <source>Other benefits, in words</source>
        <translation>其他权益（文字）</translation>
    </message>
    <message>
        <source>Points good for</source>
        <translation>积分有效期</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>货号</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>For</source>
        <translation>条件</translation>
    </message>
</context>
<context>
    <name>FilterDialog</name>
    <message>
        <source>Filter members</source>
        <translation>筛选会员</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Empty all</source>
        <translation>全部清空</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>No visit for … days</source>
        <translation>多少天未到店</translation>
    </message>
    <message>
        <source>Joined in the last … days</source>
        <translation>最近多少天入会</translation>
    </message>
    <message>
        <source>Stored value from … to …</source>
        <translation>储值余额 从…到…</translation>
    </message>
    <message>
        <source>Points from … to …</source>
        <translation>积分 从…到…</translation>
    </message>
    <message>
        <source>Points end within … days</source>
        <translation>积分多少天内到期</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意事项</translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>With a name it stays beside the other filters.</source>
        <translation>填写名称后，会显示在筛选栏中。</translation>
    </message>
    <message>
        <source>Commas between tags</source>
        <translation>标签之间用逗号分隔</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Month {number}</source>
        <translation>{number} 月</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>With a card</source>
        <translation>有卡</translation>
    </message>
    <message>
        <source>Without a card</source>
        <translation>无卡</translation>
    </message>
    <message>
        <source>Not to be used</source>
        <translation>不可使用</translation>
    </message>
    <message>
        <source>Without: {purpose}</source>
        <translation>未同意：{purpose}</translation>
    </message>
</context>
<context>
    <name>FreezeDialog</name>
    <message>
        <source>First frozen day</source>
        <translation>停卡第一天</translation>
    </message>
    <message>
        <source>Last frozen day</source>
        <translation>停卡最后一天</translation>
    </message>
    <message>
        <source>Both days count</source>
        <translation>首尾两天都算停卡</translation>
    </message>
    <message numerus="yes">
        <source>Last day of the pass, %n day(s) later</source>
        <translation>
            <numerusform>到期日顺延 %n 天</numerusform>
        </translation>
    </message>
    <message>
        <source>Freeze a pass</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter the first and the last frozen day.</source>
        <translation>请填写停卡的第一天和最后一天。</translation>
    </message>
</context>
<context>
    <name>GiftReturnDialog</name>
    <message>
        <source>Take back {gift} × {qty}</source>
        <translation>退回 {gift} × {qty}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Slip {number}</source>
        <translation>兑换单 {number}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Points returned</source>
        <translation>退回积分</translation>
    </message>
    <message>
        <source>Money returned</source>
        <translation>退回金额</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Taken back. {points} points returned.</source>
        <translation>已退回，返还 {points} 分。</translation>
    </message>
</context>
<context>
    <name>GiftsPage</name>
    <message>
        <source>Gifts</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>Give out coupons</source>
        <extracomment>Numbers shown after a batch; all of them are in the books.</extracomment>
        <translation>发放优惠券</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>To members</source>
        <translation>发给会员</translation>
    </message>
    <message>
        <source>Phone or card number, with commas between.</source>
        <translation>手机号或卡号，用逗号隔开。</translation>
    </message>
    <message>
        <source>Or so many for anybody</source>
        <translation>或批量制券</translation>
    </message>
    <message>
        <source>Whoever shows the number may use it; 1 to 10000.</source>
        <translation>凭券号使用，不限人；1 到 10000 张。</translation>
    </message>
    <message>
        <source>Given: {count}</source>
        <translation>已发放：{count} 张</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>不发放</translation>
    </message>
    <message>
        <source>all members</source>
        <translation>全部会员</translation>
    </message>
    <message>
        <source>A filter saved in Members.</source>
        <translation>在「会员」中保存的筛选条件。</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} 位会员</translation>
    </message>
    <message>
        <source>Or to everybody of a filter</source>
        <translation>或发给筛选出的会员</translation>
    </message>
    <message>
        <source>Given: {count}. Left out, because they may have no more or are stopped: {others}.</source>
        <translation>已发放 {count} 张。因达到领取上限或已停用而跳过 {others} 位。</translation>
    </message>
    <message>
        <source>Given before: {count}.</source>
        <translation>此前已发放 {count} 张。</translation>
    </message>
    <message>
        <source>Enter members, or choose a filter with members, or a number of coupons.</source>
        <translation>请填写会员，或选择有会员的筛选条件，或填写张数，三选一。</translation>
    </message>
</context>
<context>
    <name>GoodsDialog</name>
    <message>
        <source>Change goods</source>
        <translation>修改商品</translation>
    </message>
    <message>
        <source>Add goods</source>
        <translation>添加商品</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Member price (optional)</source>
        <translation>会员价（可不填）</translation>
    </message>
    <message>
        <source>Barcode (optional)</source>
        <translation>条码（可不填）</translation>
    </message>
    <message>
        <source>Place among the quick keys (optional)</source>
        <translation>快捷键位置（可不填）</translation>
    </message>
    <message>
        <source>Earns points</source>
        <translation>参与积分</translation>
    </message>
    <message>
        <source>Number, name and price are needed.</source>
        <translation>请填写编号、名称和价格。</translation>
    </message>
    <message>
        <source>This number is taken. Change those goods, or choose another number.</source>
        <translation>这个编号已有商品。请修改原商品，或换一个编号。</translation>
    </message>
</context>
<context>
    <name>GoodsSettings</name>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Member price</source>
        <translation>会员价</translation>
    </message>
    <message>
        <source>No goods yet</source>
        <translation>还没有商品</translation>
    </message>
    <message>
        <source>Add what you sell; a barcode makes it scannable</source>
        <translation>添加要卖的商品；有条码就能扫码</translation>
    </message>
    <message>
        <source>Add goods</source>
        <translation>添加商品</translation>
    </message>
    <message>
        <source>Enter changes the marked line.</source>
        <translation>按 Enter 修改选中的一行。</translation>
    </message>
</context>
<context>
    <name>HeadquartersSettings</name>
    <message>
        <source>Headquarters</source>
        <translation>总部</translation>
    </message>
    <message>
        <source>Line to headquarters</source>
        <translation>总部连接</translation>
    </message>
    <message>
        <source>Join a headquarters</source>
        <translation>加入总部</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>https://… as headquarters gave it</source>
        <translation>https://… 由总部提供</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性代码</translation>
    </message>
    <message>
        <source>Eight characters, good for ten minutes</source>
        <translation>八个字符，十分钟内有效</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即上传</translation>
    </message>
    <message>
        <source>This till has no headquarters. Ask the owner to join one.</source>
        <translation>本机还没有加入总部。需要加入时请找店主。</translation>
    </message>
    <message>
        <source>Enter the address and the code.</source>
        <translation>请输入地址和代码。</translation>
    </message>
    <message>
        <source>Joined. What was booked so far is being sent.</source>
        <translation>已加入，正在上传此前的账。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Events waiting</source>
        <translation>待传笔数</translation>
    </message>
    <message>
        <source>Store and till</source>
        <translation>门店与机号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Oldest waiting since</source>
        <translation>最早一笔待传时间</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>变更记录</translation>
    </message>
    <message>
        <source>Taken back. It will not begin.</source>
        <translation>已撤回，不会生效。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>待生效</translation>
    </message>
    <message>
        <source>Changed rules</source>
        <translation>规则变更</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>还没有变更</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>What</source>
        <translation>什么</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Settings, version {subject}</source>
        <translation>设置，第 {subject} 版</translation>
    </message>
    <message>
        <source>Plan for {subject}</source>
        <translation>计划 {subject} 生效</translation>
    </message>
    <message>
        <source>Plan taken back, {subject}</source>
        <translation>撤回计划 {subject}</translation>
    </message>
    <message>
        <source>Promotion {subject}</source>
        <translation>促销 {subject}</translation>
    </message>
    <message>
        <source>Coupon {subject}</source>
        <translation>优惠券 {subject}</translation>
    </message>
    <message>
        <source>Pass {subject}</source>
        <translation>次卡 {subject}</translation>
    </message>
    <message>
        <source>Gift {subject}</source>
        <translation>礼品 {subject}</translation>
    </message>
    <message>
        <source>Draw {subject}</source>
        <translation>抽奖 {subject}</translation>
    </message>
    <message>
        <source>Top-up offer {subject}</source>
        <translation>充值活动 {subject}</translation>
    </message>
</context>
<context>
    <name>HoursCard</name>
    <message>
        <source>Sales by hour</source>
        <translation>每小时营业额</translation>
    </message>
    <message>
        <source>No sales on this day</source>
        <translation>当天没有销售</translation>
    </message>
    <message>
        <source>Peak at {hour}:00, {fen}</source>
        <translation>高峰 {hour} 点 {fen}</translation>
    </message>
</context>
<context>
    <name>ImportScreen</name>
    <message>
        <source>Import members</source>
        <extracomment>Rows to look at that are shown; the sheet has them all.</extracomment>
        <translation>导入会员</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Drop the table of the other system here</source>
        <translation>把旧系统的会员表格拖到这里</translation>
    </message>
    <message>
        <source>XLSX, XLS or CSV. Nothing is booked before you have seen every verdict.</source>
        <translation>支持 XLSX、XLS 和 CSV。核对每一行的结果之后才会入账。</translation>
    </message>
    <message>
        <source>To the members</source>
        <translation>查看会员</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>换一个文件</translation>
    </message>
    <message>
        <source>Refused rows as a sheet</source>
        <translation>导出未通过的行</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>对应关系</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n member(s)</source>
        <translation>
            <numerusform>导入 %n 位会员</numerusform>
        </translation>
    </message>
    <message>
        <source>Check all rows</source>
        <translation>检查全部行</translation>
    </message>
    <message>
        <source>{members} members and {cards} cards were taken over.</source>
        <translation>已导入 {members} 位会员、{cards} 张卡。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) refused: import them again when they are corrected.</source>
        <translation>
            <numerusform>%n 行未通过，改好后再导入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare the sums with the other system once more before you sell.</source>
        <translation>开始营业前，请再与旧系统核对一次合计。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written.</source>
        <translation>
            <numerusform>已写出 %n 行。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LineDialog</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Reason for another price</source>
        <translation>改价原因</translation>
    </message>
    <message>
        <source>Enter a quantity above zero.</source>
        <translation>请输入大于零的数量。</translation>
    </message>
    <message>
        <source>Say why the price is another one.</source>
        <translation>请填写改价原因。</translation>
    </message>
</context>
<context>
    <name>ListPage</name>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有内容</translation>
    </message>
    <message>
        <source>F4 begins a new one</source>
        <translation>按 F4 新建</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Shift {name}</source>
        <extracomment>Keys that edit a text, as `KeyHint` names them.</extracomment>
        <translation>班次 {name}</translation>
    </message>
    <message>
        <source>No shift open</source>
        <translation>未开班</translation>
    </message>
    <message>
        <source>Till {name}</source>
        <translation>{name} 号机</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MallDialog</name>
    <message>
        <source>Points of {name}</source>
        <translation>{name} 的积分</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points} 分</translation>
    </message>
    <message>
        <source>Nothing to get for points yet</source>
        <translation>还没有可兑换的项目</translation>
    </message>
    <message>
        <source>Gifts, draws and tasks are set up by the owner.</source>
        <translation>礼品、抽奖和任务由店主设置。</translation>
    </message>
    <message>
        <source>Earn</source>
        <translation>赚积分</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>剩 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message numerus="yes">
        <source>%n prize(s)</source>
        <translation>
            <numerusform>%n 种奖品</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽奖</translation>
    </message>
    <message>
        <source>+{points} points</source>
        <translation>+{points} 分</translation>
    </message>
    <message>
        <source>{points} points given. Balance {balance}.</source>
        <translation>已送 {points} 分，余额 {balance} 分。</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Column</source>
        <extracomment>Values of a column that are shown beside its heading.</extracomment>
        <translation>列</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>对应为</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Dates like 5/4/1990</source>
        <translation>5/4/1990 这样的日期</translation>
    </message>
    <message>
        <source>Members who are here already</source>
        <translation>已存在的会员</translation>
    </message>
    <message>
        <source>Of the stored value, gift (%)</source>
        <translation>余额中赠金占比 (%)</translation>
    </message>
    <message>
        <source>Refuse: say which is meant</source>
        <translation>不接受，请先说明</translation>
    </message>
    <message>
        <source>Day, month, year</source>
        <translation>日/月/年</translation>
    </message>
    <message>
        <source>Month, day, year</source>
        <translation>月/日/年</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不导入</translation>
    </message>
    <message>
        <source>Take them over again, with a warning</source>
        <translation>仍然导入并提示</translation>
    </message>
</context>
<context>
    <name>MarketingScreen</name>
    <message>
        <source>Marketing</source>
        <translation>营销</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>收银台</translation>
    </message>
    <message>
        <source>Only with the right to change this</source>
        <translation>没有更改权限</translation>
    </message>
    <message>
        <source>Ask the owner, or sign in as somebody who may. Nothing was changed.</source>
        <translation>请店主操作，或换有权限的人登录。未作任何更改。</translation>
    </message>
</context>
<context>
    <name>MemberActions</name>
    <message>
        <source>History</source>
        <translation>往来记录</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>同意事项</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推荐人</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Which other member is it?</source>
        <translation>与哪位会员合并？</translation>
    </message>
    <message>
        <source>{name} was merged into this member. Undo until {date}.</source>
        <translation>{name} 已并入此会员，{date} 前可撤销。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The members are two again.</source>
        <translation>已恢复为两位会员。</translation>
    </message>
</context>
<context>
    <name>MemberDrawer</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation>兑换</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概况</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>History</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有记录</translation>
    </message>
    <message>
        <source>Sales, top-ups and refunds appear here</source>
        <translation>消费、充值和退款会显示在这里</translation>
    </message>
    <message>
        <source>No phone number</source>
        <translation>未留手机号</translation>
    </message>
    <message>
        <source>{tier}, until {date}</source>
        <translation>{tier}，至 {date}</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>储值余额</translation>
    </message>
    <message>
        <source>of it principal</source>
        <translation>其中本金</translation>
    </message>
    <message>
        <source>of it gift</source>
        <translation>其中赠金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>expire on {date}</source>
        <translation>{date} 到期</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>到店次数</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>最近到店</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入会日期</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>to {tier}</source>
        <translation>距{tier}还差</translation>
    </message>
    <message>
        <source>to keep {tier} until {date}</source>
        <translation>{date} 前保{tier}还需</translation>
    </message>
    <message>
        <source>Benefit</source>
        <translation>权益</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>勋章</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>核销</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>No coupons</source>
        <translation>没有优惠券</translation>
    </message>
    <message>
        <source>Pay out kept change, {fen}</source>
        <translation>支取存零 {fen}</translation>
    </message>
    <message>
        <source>Kept change</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>长期有效</translation>
    </message>
    <message>
        <source>Hand over {fen}.</source>
        <translation>请付给顾客 {fen}。</translation>
    </message>
    <message>
        <source>Points by hand</source>
        <translation>手工积分</translation>
    </message>
    <message>
        <source>Give a tier</source>
        <translation>赠予等级</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>会员有效期至</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>MemberExtras</name>
    <message>
        <source>Calendar of the birthday</source>
        <translation>生日历法</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Commas between tags</source>
        <translation>标签之间用逗号分隔</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>会员有效期至</translation>
    </message>
    <message>
        <source>Empty: without end</source>
        <translation>留空为长期有效</translation>
    </message>
    <message>
        <source>Sold by</source>
        <translation>销售员</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推荐人</translation>
    </message>
    <message>
        <source>Solar</source>
        <translation>公历</translation>
    </message>
    <message>
        <source>Lunar</source>
        <translation>农历</translation>
    </message>
    <message>
        <source>Lunar, leap month</source>
        <translation>农历闰月</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Enter the day as 2030-12-31.</source>
        <translation>请按 2030-12-31 的格式填写日期。</translation>
    </message>
    <message>
        <source>Search a member …</source>
        <translation>搜索会员…</translation>
    </message>
</context>
<context>
    <name>MemberFieldsSettings</name>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>添加栏位</translation>
    </message>
    <message>
        <source>Add a consent</source>
        <translation>添加同意事项</translation>
    </message>
    <message>
        <source>Fields of your own</source>
        <translation>自定义栏位</translation>
    </message>
    <message>
        <source>What members agree to</source>
        <translation>会员同意事项</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>栏位名称</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>同意文字</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>No fields of your own</source>
        <translation>还没有自定义栏位</translation>
    </message>
    <message>
        <source>F4 adds one: skin type, shoe size, licence plate …</source>
        <translation>按 F4 添加，例如肤质、鞋码、车牌号…</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>MemberForm</name>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Empty: the phone number</source>
        <translation>留空则用手机号</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Year, month, day: 1990-05-21</source>
        <translation>年-月-日：1990-05-21</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>This cannot be a phone number.</source>
        <translation>这不是有效的手机号。</translation>
    </message>
    <message>
        <source>Enter a phone number or a name.</source>
        <translation>请填写手机号或姓名。</translation>
    </message>
    <message>
        <source>Enter the day as 1990-05-21.</source>
        <translation>请按 1990-05-21 的格式填写日期。</translation>
    </message>
</context>
<context>
    <name>MemberHistoryDialog</name>
    <message>
        <source>History of {name}</source>
        <translation>{name} 的往来记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>储值</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Other tills: what was bought there is listed by day. Balances and tier are those of all shops.</source>
        <translation>其他收银台的消费按天汇总列出；余额和等级为全部门店的数据。</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>没有这类记录</translation>
    </message>
    <message>
        <source>Choose another filter above</source>
        <translation>请在上方换一个类别</translation>
    </message>
    <message>
        <source>Filter before</source>
        <translation>上一类</translation>
    </message>
    <message>
        <source>Next filter</source>
        <translation>下一类</translation>
    </message>
    <message>
        <source>approved by {name}</source>
        <translation>{name} 批准</translation>
    </message>
</context>
<context>
    <name>MemberPanel</name>
    <message>
        <source>Swipe a card or enter a phone number</source>
        <extracomment>Beside the avatar; a tier that does not fit beside the name stands below it. Passes shown, and how much of a title or of a note.</extracomment>
        <translation>请刷卡或输入手机号</translation>
    </message>
    <message>
        <source>Walk-in customers: just add goods</source>
        <translation>散客可直接加商品</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>未选择会员</translation>
    </message>
    <message>
        <source>Choose a member at the left, or swipe a card</source>
        <translation>请在左侧选择会员，或刷卡</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Nothing bought yet</source>
        <translation>还没有消费</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>散客</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>去收银</translation>
    </message>
    <message>
        <source>No phone number</source>
        <translation>未留手机号</translation>
    </message>
    <message>
        <source>Card {number}</source>
        <translation>卡号 {number}</translation>
    </message>
    <message>
        <source>No card</source>
        <translation>无卡</translation>
    </message>
    <message>
        <source>Member since {date}</source>
        <translation>{date} 入会</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>储值余额</translation>
    </message>
    <message>
        <source>Principal {principal} · bonus {bonus}</source>
        <translation>本金 {principal} · 赠金 {bonus}</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>In debt: the next points pay it</source>
        <translation>积分为负，先用新积分补足</translation>
    </message>
    <message>
        <source>None expire soon</source>
        <translation>近期无到期</translation>
    </message>
    <message>
        <source>{points} expire on {date}</source>
        <translation>{points} 分 {date} 到期</translation>
    </message>
    <message>
        <source>{amount} more</source>
        <translation>还差 {amount}</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) more</source>
        <translation>
            <numerusform>还差 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>{points} points more</source>
        <translation>还差 {points} 分</translation>
    </message>
    <message>
        <source>{growth} growth more</source>
        <translation>还差 {growth} 成长值</translation>
    </message>
    <message>
        <source>Birthday today</source>
        <translation>今天生日</translation>
    </message>
    <message numerus="yes">
        <source>Birthday in %n day(s)</source>
        <translation>
            <numerusform>生日 %n 天后</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s)</source>
        <translation>
            <numerusform>优惠券 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>To {tier}</source>
        <translation>距离{tier}</translation>
    </message>
    <message>
        <source>{title}: {left} left</source>
        <translation>{title} 剩 {left} 次</translation>
    </message>
    <message>
        <source>change {fen}</source>
        <translation>存零 {fen}</translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message>
        <source>Members</source>
        <extracomment>Saved filters that stand beside the others; the rest is a key away. A list up to here is put in order anew at each change; a longer one shows the change and keeps its order.</extracomment>
        <translation>会员</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Birthday this month</source>
        <translation>本月生日</translation>
    </message>
    <message>
        <source>Points expire soon</source>
        <translation>积分将到期</translation>
    </message>
    <message>
        <source>Away for 90 days</source>
        <translation>90 天未到店</translation>
    </message>
    <message>
        <source>1,000 or more stored</source>
        <translation>储值 ≥ 1000</translation>
    </message>
    <message>
        <source>To the counter</source>
        <translation>到前台</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>共 %n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>“{text}” finds {found}</source>
        <translation>“{text}” 匹配 {found}</translation>
    </message>
    <message>
        <source>{found} here</source>
        <translation>{found} 人</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>没有找到会员</translation>
    </message>
    <message>
        <source>Try the last four digits, pinyin or initials</source>
        <translation>可试后四位、拼音或首字母</translation>
    </message>
    <message>
        <source>Nobody here now</source>
        <translation>目前没有</translation>
    </message>
    <message>
        <source>That is good, or too early to say</source>
        <translation>换一个筛选条件看看</translation>
    </message>
    <message>
        <source>No members yet</source>
        <translation>还没有会员</translation>
    </message>
    <message>
        <source>F4 enrols the first: a phone number is enough</source>
        <translation>按 F4 登记第一位：有手机号就行</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序方式</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Everything on the second account goes to the first. It can be undone for {days} days.</source>
        <translation>第二位的余额、积分、卡与次卡全部转给第一位，{days} 天内可撤销。</translation>
    </message>
    <message>
        <source>Merge members</source>
        <translation>合并会员</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Change who stays</source>
        <translation>交换保留对象</translation>
    </message>
    <message>
        <source>Take over from the second:</source>
        <translation>采用第二位的资料：</translation>
    </message>
    <message>
        <source>Stays: {who}</source>
        <translation>保留：{who}</translation>
    </message>
    <message>
        <source>Goes: {who}</source>
        <translation>并入：{who}</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>赠金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>成长值</translation>
    </message>
    <message>
        <source>Kept change</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Coupons</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Nothing on the account</source>
        <translation>账户中没有余额</translation>
    </message>
    <message>
        <source>Merged. It can be undone in the profile.</source>
        <translation>已合并，可在会员资料中撤销。</translation>
    </message>
    <message>
        <source>These two cannot be merged: it is the same member, or one was merged before.</source>
        <translation>这两位不能合并：是同一位会员，或其中一位已被合并过。</translation>
    </message>
</context>
<context>
    <name>MoreDialog</name>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Export this list</source>
        <translation>导出当前名单</translation>
    </message>
    <message>
        <source>XLSX, CSV or JSON</source>
        <translation>XLSX、CSV 或 JSON</translation>
    </message>
    <message>
        <source>Import members</source>
        <translation>导入会员</translation>
    </message>
    <message>
        <source>From another system&apos;s table</source>
        <translation>来自其他系统的表格</translation>
    </message>
    <message>
        <source>Saved filter</source>
        <translation>已存筛选</translation>
    </message>
    <message>
        <source>Remove filter {name}</source>
        <translation>删除筛选 {name}</translation>
    </message>
</context>
<context>
    <name>MovesPanel</name>
    <message>
        <source>Drawer</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>Pay in</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>开钱箱</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>No movements in this shift</source>
        <translation>本班没有钱箱进出</translation>
    </message>
    <message>
        <source>Sales and top-ups are not listed here.</source>
        <translation>销售和充值不在此列。</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X 查询</translation>
    </message>
    <message>
        <source>Count and close</source>
        <translation>清点交班</translation>
    </message>
</context>
<context>
    <name>NewDeviceDialog</name>
    <message>
        <source>Plug in</source>
        <extracomment>Kinds that cannot be asked.</extracomment>
        <translation>插上设备</translation>
    </message>
    <message>
        <source>What is it?</source>
        <translation>是什么设备</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>设备信息</translation>
    </message>
    <message>
        <source>No port seen yet</source>
        <translation>还没有看到端口</translation>
    </message>
    <message>
        <source>Plug the device in and switch it on.</source>
        <translation>请插上设备并打开电源。</translation>
    </message>
    <message>
        <source>Or its address in the network</source>
        <translation>或网络地址</translation>
    </message>
    <message>
        <source>For example 192.168.1.87:9100</source>
        <translation>例如 192.168.1.87:9100</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>请选择…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Takes the place of</source>
        <translation>替换原有设备</translation>
    </message>
    <message>
        <source>Plug the device in now, or choose its port.</source>
        <translation>现在插上设备，或选择它的端口。</translation>
    </message>
    <message>
        <source>It is listened to, then asked one question, once.</source>
        <translation>先听一听，再问一句，只问一次。</translation>
    </message>
    <message>
        <source>Keep it, then try it.</source>
        <translation>保存后试一试。</translation>
    </message>
    <message>
        <source>Keep and try</source>
        <translation>保存并试用</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>New device</source>
        <translation>新设备</translation>
    </message>
    <message>
        <source>Listening and asking …</source>
        <translation>正在识别…</translation>
    </message>
    <message>
        <source>It does not say what it is. Choose.</source>
        <translation>设备没有说明型号，请选择。</translation>
    </message>
    <message>
        <source>It answered: {kind}</source>
        <translation>已识别：{kind}</translation>
    </message>
    <message>
        <source>Line speed</source>
        <translation>波特率</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>This port is the one of: {device}. Choose another.</source>
        <translation>这个端口已用于：{device}。请选择别的端口。</translation>
    </message>
    <message>
        <source>It answered. It is found again under any port name.</source>
        <translation>已应答。以后端口名变了也能找到。</translation>
    </message>
</context>
<context>
    <name>OffersDialog</name>
    <message>
        <source>Coupon number: scan or type, then Enter</source>
        <extracomment>Gives the price if exactly these coupons and add-ons were asked for.</extracomment>
        <translation>扫描或输入券码，按 Enter</translation>
    </message>
    <message>
        <source>No coupons</source>
        <translation>没有可用的优惠券</translation>
    </message>
    <message>
        <source>Scan one, or issue it to the member</source>
        <translation>可扫描券码，或先给会员发券</translation>
    </message>
    <message>
        <source>How the price is made</source>
        <translation>价格明细</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾选</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Offers and coupons</source>
        <translation>优惠与优惠券</translation>
    </message>
    <message>
        <source>Due {fen}</source>
        <translation>应收 {fen}</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>{date} 到期</translation>
    </message>
    <message>
        <source>Money off by hand</source>
        <translation>手工优惠</translation>
    </message>
</context>
<context>
    <name>OffersPage</name>
    <message>
        <source>Promotions</source>
        <extracomment>Kind → the fields it has besides the common ones; `defaults` are what a new one begins with.</extracomment>
        <translation>促销活动</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>from {date}</source>
        <translation>{date} 起</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>on</source>
        <translation>生效中</translation>
    </message>
</context>
<context>
    <name>OpenPapersDialog</name>
    <message>
        <source>A paper that was sent is never printed again by itself.</source>
        <extracomment>What may be decided about a job in each state.</extracomment>
        <translation>已发出的单据不会自动重打。</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>没有等待的单据</translation>
    </message>
    <message>
        <source>Everything asked for is on paper.</source>
        <translation>要打的都打好了。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>It is on paper</source>
        <translation>已打出</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>不用了</translation>
    </message>
</context>
<context>
    <name>OpenShiftDialog</name>
    <message>
        <source>Open shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Count the cash in the drawer first.</source>
        <translation>请先清点钱箱现金。</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>钱箱现金</translation>
    </message>
    <message>
        <source>Shift {name} is open.</source>
        <translation>{name} 已开班。</translation>
    </message>
</context>
<context>
    <name>OwnFields</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Enter the day as 2030-12-31.</source>
        <translation>请按 2030-12-31 的格式填写日期。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
</context>
<context>
    <name>OwnerPage</name>
    <message>
        <source>The owner</source>
        <translation>店主</translation>
    </message>
    <message>
        <source>The owner may do everything and adds the staff.</source>
        <translation>店主可以做所有操作，并添加员工。</translation>
    </message>
    <message>
        <source>Enter the owner&apos;s name.</source>
        <translation>请填写店主姓名。</translation>
    </message>
    <message>
        <source>The PIN needs four digits or more.</source>
        <translation>PIN 至少要四位数字。</translation>
    </message>
    <message>
        <source>The two PINs differ. Enter them again.</source>
        <translation>两次 PIN 不一致，请重新输入。</translation>
    </message>
    <message>
        <source>Name of the owner</source>
        <translation>店主姓名</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>4 to 12 digits.</source>
        <translation>4 至 12 位数字。</translation>
    </message>
    <message>
        <source>PIN once more</source>
        <translation>再输一次 PIN</translation>
    </message>
</context>
<context>
    <name>PapersSettings</name>
    <message>
        <source>Papers</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>店标</translation>
    </message>
    <message>
        <source>Built-in again</source>
        <translation>恢复内置</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>纸宽</translation>
    </message>
    <message>
        <source>80 mm</source>
        <translation>80 mm</translation>
    </message>
    <message>
        <source>58 mm</source>
        <translation>58 mm</translation>
    </message>
    <message>
        <source>Logo …</source>
        <translation>店标…</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>不用店标</translation>
    </message>
    <message>
        <source>The shop&apos;s own layout, on this till.</source>
        <translation>本机使用自己的版式。</translation>
    </message>
    <message>
        <source>The built-in layout. Change it and save: it becomes the shop&apos;s own on this till.</source>
        <translation>内置版式。修改并保存后，成为本机自己的版式。</translation>
    </message>
    <message>
        <source>Saved. The next paper looks like this.</source>
        <translation>已保存。下一张单据就是这样。</translation>
    </message>
</context>
<context>
    <name>PassCard</name>
    <message>
        <source>of {total}</source>
        <translation>共 {total} 次</translation>
    </message>
</context>
<context>
    <name>PassDaysDialog</name>
    <message>
        <source>Book</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{title}: good to {date}.</source>
        <translation>{title}：有效期至 {date}。</translation>
    </message>
    <message>
        <source>These days cannot be frozen: outside the pass&apos;s days, or already used.</source>
        <translation>这几天不能停卡：不在有效期内，或当天已经用过。</translation>
    </message>
</context>
<context>
    <name>PassFlow</name>
    <message>
        <source>{title}: freeze ended, good to {date}.</source>
        <translation>{title}：已恢复使用，有效期至 {date}。</translation>
    </message>
    <message>
        <source>{title}: taken back.</source>
        <translation>{title}：核销已撤销。</translation>
    </message>
</context>
<context>
    <name>PassMoneyDialog</name>
    <message>
        <source>{title} sold.</source>
        <translation>{title} 已售出。</translation>
    </message>
    <message>
        <source>{title} sold. Change {change}.</source>
        <translation>{title} 已售出，找零 {change}。</translation>
    </message>
</context>
<context>
    <name>PassPage</name>
    <message>
        <source>Check in</source>
        <translation>签到核销</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
    <message>
        <source>No pass yet</source>
        <translation>还没有次卡</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>End the freeze</source>
        <translation>结束停卡</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>续卡</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退卡</translation>
    </message>
</context>
<context>
    <name>PassPayDialog</name>
    <message>
        <source>Lines the pass pays</source>
        <translation>用次卡抵扣的商品</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>扣次</translation>
    </message>
    <message>
        <source>Other pass</source>
        <translation>换一张卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message numerus="yes">
        <source>%n use(s)</source>
        <translation>
            <numerusform>扣 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Pay, then {amount} another way</source>
        <translation>扣次，余下 {amount} 另付</translation>
    </message>
    <message>
        <source>Pay with a pass</source>
        <translation>次卡扣次</translation>
    </message>
    <message>
        <source>Not so many uses are left on this pass.</source>
        <translation>这张卡剩余次数不够。</translation>
    </message>
</context>
<context>
    <name>PassesPage</name>
    <message>
        <source>Passes</source>
        <translation>次卡/期限卡</translation>
    </message>
</context>
<context>
    <name>PayDialog</name>
    <message>
        <source>Rest</source>
        <translation>余下部分</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>Cash given</source>
        <translation>实收现金</translation>
    </message>
    <message>
        <source>{tender} ({fen})</source>
        <translation>{tender}（{fen}）</translation>
    </message>
    <message>
        <source>Rest in cash</source>
        <translation>余下付现金</translation>
    </message>
    <message>
        <source>Still to pay</source>
        <translation>还应付</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>More than is due. Only cash gives change.</source>
        <translation>超过应收金额。只有现金可以找零。</translation>
    </message>
    <message>
        <source>The balance is not enough. Take the rest another way, or top up first.</source>
        <translation>余额不足。请用其他方式付余下部分，或先充值。</translation>
    </message>
    <message>
        <source>Keep change</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>Hand it all back</source>
        <translation>全部找给顾客</translation>
    </message>
    <message>
        <source>Coins {fen}</source>
        <translation>存零头 {fen}</translation>
    </message>
    <message>
        <source>All {fen}</source>
        <translation>全部存入 {fen}</translation>
    </message>
</context>
<context>
    <name>PayPanel</name>
    <message>
        <source>Due</source>
        <extracomment>Rows of what came off; more of them stand in one.</extracomment>
        <translation>应收</translation>
    </message>
    <message>
        <source>Print points receipt</source>
        <translation>打印积分小票</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message numerus="yes">
        <source>Total, %n item(s)</source>
        <translation>
            <numerusform>合计 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Points discount, {points} points</source>
        <translation>积分抵扣 {points} 分</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>抹零</translation>
    </message>
    <message>
        <source>{tier} price</source>
        <translation>{tier}价</translation>
    </message>
    <message>
        <source>Member price</source>
        <translation>会员价</translation>
    </message>
    <message>
        <source>Price changed</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Earns {points} points</source>
        <translation>本单积 {points} 分</translation>
    </message>
    <message>
        <source>Earns {points} points ({tier} × {times})</source>
        <translation>本单积 {points} 分（{tier} {times} 倍）</translation>
    </message>
    <message>
        <source>Members only</source>
        <translation>仅限会员</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Points discount</source>
        <translation>积分抵扣</translation>
    </message>
    <message>
        <source>F7 · {points} points</source>
        <translation>F7 · {points} 分</translation>
    </message>
    <message>
        <source>Balance {fen}</source>
        <translation>余额 {fen}</translation>
    </message>
    <message>
        <source>F11 exact</source>
        <translation>F11 整钱一键</translation>
    </message>
    <message>
        <source>Two ways or more</source>
        <translation>两种以上</translation>
    </message>
    <message numerus="yes">
        <source>F1 · %n can pay</source>
        <translation>
            <numerusform>F1 · 可用 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>退给顾客</translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s)</source>
        <translation>
            <numerusform>%n 张券可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n used</source>
        <translation>
            <numerusform>已用 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Goods back</source>
        <translation>退回商品</translation>
    </message>
    <message numerus="yes">
        <source>%n more, F8 shows them</source>
        <translation>
            <numerusform>另 %n 项，F8 查看</numerusform>
        </translation>
    </message>
    <message>
        <source>Discount by hand</source>
        <translation>手工优惠</translation>
    </message>
    <message>
        <source>Offers, coupons</source>
        <translation>优惠与优惠券</translation>
    </message>
    <message>
        <source>price details</source>
        <translation>价格明细</translation>
    </message>
</context>
<context>
    <name>PhotoDialog</name>
    <message>
        <source>Photo</source>
        <extracomment>Of a picture in the clipboard, which is not compressed.</extracomment>
        <translation>照片</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存照片</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Remove photo</source>
        <translation>删除照片</translation>
    </message>
    <message>
        <source>Drop a picture here</source>
        <translation>把图片拖到这里</translation>
    </message>
    <message>
        <source>or choose a file, or paste one from the clipboard</source>
        <translation>或选择文件，或从剪贴板粘贴</translation>
    </message>
    <message>
        <source>Drag the square; its corner, the wheel, + and - make it larger or smaller.</source>
        <translation>拖动方框选取；拖角、滚轮或 + - 调整大小。</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪贴板里没有图片。</translation>
    </message>
    <message>
        <source>This is no picture that can be read. Take a JPEG, PNG, WebP or BMP file.</source>
        <translation>无法读取这张图片，请使用 JPEG、PNG、WebP 或 BMP。</translation>
    </message>
</context>
<context>
    <name>PickDialog</name>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Try fewer characters, pinyin, or the last four digits</source>
        <translation>可少输几个字，或输拼音、后四位</translation>
    </message>
</context>
<context>
    <name>PointsByHandDialog</name>
    <message>
        <source>Give points</source>
        <translation>增加积分</translation>
    </message>
    <message>
        <source>Take points</source>
        <translation>扣减积分</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{name} · {points} points</source>
        <translation>{name} · {points} 分</translation>
    </message>
    <message>
        <source>Points by hand</source>
        <translation>手工积分</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter how many points.</source>
        <translation>请输入积分数。</translation>
    </message>
</context>
<context>
    <name>PointsDialog</name>
    <message>
        <source>Use points</source>
        <translation>积分抵扣</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{points} points available</source>
        <translation>可用 {points} 分</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Only {points} points are there.</source>
        <translation>只有 {points} 分。</translation>
    </message>
</context>
<context>
    <name>PointsPage</name>
    <message>
        <source>Points and tiers</source>
        <extracomment>What an empty field means.</extracomment>
        <translation>积分与等级</translation>
    </message>
</context>
<context>
    <name>PortTable</name>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>设备信息</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序列号</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>May be</source>
        <translation>可能是</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>No port seen yet</source>
        <translation>还没有看到端口</translation>
    </message>
    <message>
        <source>Plug a device in; it shows here by itself.</source>
        <translation>插上设备后会自动显示。</translation>
    </message>
    <message>
        <source>no rights</source>
        <translation>无权限</translation>
    </message>
</context>
<context>
    <name>PresetPage</name>
    <message>
        <source>Your trade</source>
        <translation>您的行业</translation>
    </message>
    <message>
        <source>Done: {tiers} tiers, {offers} promotions, {ladders} top-up offers, {coupons} kinds of coupons.</source>
        <translation>已设好：{tiers} 个等级、{offers} 个促销、{ladders} 个充值活动、{coupons} 种优惠券。</translation>
    </message>
    <message>
        <source>Which trade is your shop?</source>
        <translation>您的店属于哪个行业？</translation>
    </message>
    <message>
        <source>Whole rules to begin with: tiers, points, top-ups, promotions, coupons. All of it can be changed.</source>
        <translation>一整套起步规则：等级、积分、充值、促销、优惠券，之后都可以改。</translation>
    </message>
    <message>
        <source>I rather make my own</source>
        <translation>我自己来设</translation>
    </message>
</context>
<context>
    <name>ReactivateDialog</name>
    <message>
        <source>New last day</source>
        <translation>新的到期日</translation>
    </message>
    <message numerus="yes">
        <source>%n use(s) come back</source>
        <translation>
            <numerusform>恢复 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Reactivate a pass</source>
        <translation>恢复次卡</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter a day from today on.</source>
        <translation>请填写今天或以后的日期。</translation>
    </message>
</context>
<context>
    <name>ReceivedCard</name>
    <message>
        <source>Money received</source>
        <translation>收款对账</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>尚未清点</translation>
    </message>
    <message>
        <source>Way to pay</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>储值</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Prepaid</source>
        <translation>预收</translation>
    </message>
</context>
<context>
    <name>RechargeDialog</name>
    <message>
        <source>Amount paid</source>
        <translation>充值金额</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter an amount.</source>
        <translation>请输入金额。</translation>
    </message>
    <message>
        <source>Topped up {amount}. Balance {now}.</source>
        <translation>已充值 {amount}，余额 {now}。</translation>
    </message>
    <message>
        <source>Principal after</source>
        <translation>充值后本金</translation>
    </message>
    <message>
        <source>Gift after</source>
        <translation>充值后赠金</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>充值后余额</translation>
    </message>
    <message>
        <source>Take {amount}</source>
        <translation>收 {amount}</translation>
    </message>
    <message>
        <source>{name} · balance {now}</source>
        <translation>{name} · 余额 {now}</translation>
    </message>
    <message>
        <source>Extra gift</source>
        <translation>额外赠送</translation>
    </message>
    <message>
        <source>Beyond the offers, with approval</source>
        <translation>活动以外，需批准</translation>
    </message>
    <message>
        <source>Other offer</source>
        <translation>换活动</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Gift after (+{bonus})</source>
        <translation>充值后赠金（+{bonus}）</translation>
    </message>
</context>
<context>
    <name>RechargePage</name>
    <message>
        <source>Top-up offers</source>
        <translation>充值活动</translation>
    </message>
    <message>
        <source>from {date}</source>
        <translation>{date} 起</translation>
    </message>
    <message>
        <source>on</source>
        <translation>生效中</translation>
    </message>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Top-up with bonus</source>
        <translation>充值赠送</translation>
    </message>
</context>
<context>
    <name>RechargeRefundDialog</name>
    <message>
        <source>Why</source>
        <translation>退款原因</translation>
    </message>
    <message>
        <source>Wrong entry</source>
        <translation>录入有误</translation>
    </message>
    <message>
        <source>Within seven days</source>
        <translation>七日内退款</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Paid back by</source>
        <translation>退款方式</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Top-up undone, {amount} paid back.</source>
        <translation>充值已撤销，退款 {amount}。</translation>
    </message>
    <message>
        <source>Paid back</source>
        <translation>实退</translation>
    </message>
    <message>
        <source>{receipt} of {date}, {amount}</source>
        <translation>{date} 充值 {amount} · {receipt}</translation>
    </message>
    <message>
        <source>Undo a top-up</source>
        <translation>充值退款</translation>
    </message>
    <message>
        <source>Pay back {amount}</source>
        <translation>退 {amount}</translation>
    </message>
    <message>
        <source>Principal not used</source>
        <translation>未使用本金</translation>
    </message>
    <message>
        <source>Bonus that was used</source>
        <translation>已使用赠金</translation>
    </message>
    <message>
        <source>Charged for gifts used</source>
        <translation>扣除已用赠送</translation>
    </message>
    <message>
        <source>Bonus taken back</source>
        <translation>收回赠金</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>扣回积分</translation>
    </message>
    <message>
        <source>Bonus to come, called off</source>
        <translation>取消待返赠金</translation>
    </message>
</context>
<context>
    <name>RecoverySettings</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>It opens the books on another machine, or when this one loses its key. It is kept nowhere: if the paper with it is gone, make a new code. The old one ends at once.</source>
        <translation>换机器或本机密钥丢失时，用它打开账本。系统不留底：抄写的纸丢了就换一个新的，旧的当场作废。</translation>
    </message>
    <message>
        <source>Write it down now and keep it away from this machine. It is not shown again.</source>
        <translation>请现在抄下来，存放在别处。它不会再次显示。</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>换新恢复码</translation>
    </message>
</context>
<context>
    <name>RedeemDialog</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>剩 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>确认兑换</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Enter how many.</source>
        <translation>请输入件数。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Points after</source>
        <translation>兑换后积分</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>另付</translation>
    </message>
    <message>
        <source>{gift} handed out. {points} points left.</source>
        <translation>已兑换 {gift}，剩余 {points} 分。</translation>
    </message>
</context>
<context>
    <name>ReferralsDialog</name>
    <message>
        <source>Brought by members</source>
        <extracomment>Referrers shown above a member; the first ones give way.</extracomment>
        <translation>推荐关系</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入会日期</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Brought</source>
        <translation>推荐人数</translation>
    </message>
    <message>
        <source>Brought nobody yet</source>
        <translation>还没有推荐过会员</translation>
    </message>
    <message>
        <source>Say at enrolment who brought the new member</source>
        <translation>登记新会员时填写推荐人即可</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上一级</translation>
    </message>
    <message>
        <source>Brought {direct}; in all below {below}, of them {active} have been here.</source>
        <translation>直接推荐 {direct} 人，下级共 {below} 人，其中 {active} 人到过店。</translation>
    </message>
</context>
<context>
    <name>RefundPanel</name>
    <message>
        <source>Customer gets</source>
        <translation>退给顾客</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>退到</translation>
    </message>
    <message>
        <source>As it was paid</source>
        <translation>原路退回</translation>
    </message>
    <message>
        <source>To stored value</source>
        <translation>退到储值</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量问题</translation>
    </message>
    <message>
        <source>Wrong goods</source>
        <translation>商品拿错</translation>
    </message>
    <message>
        <source>Changed mind</source>
        <translation>顾客改主意</translation>
    </message>
    <message>
        <source>Goods back</source>
        <translation>退回商品</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>退款 {amount}</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Points spent elsewhere</source>
        <translation>积分已用掉，折抵</translation>
    </message>
    <message>
        <source>of it gift</source>
        <translation>其中赠金</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>扣回积分</translation>
    </message>
    <message>
        <source>Points given back</source>
        <translation>退还积分</translation>
    </message>
    <message>
        <source>Points it brought, used already</source>
        <translation>所赠积分已使用</translation>
    </message>
    <message>
        <source>Coupons given back</source>
        <translation>退还优惠券</translation>
    </message>
    <message>
        <source>Coupons past their last day</source>
        <translation>已过期不退的券</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>散客</translation>
    </message>
</context>
<context>
    <name>RefundPassDialog</name>
    <message>
        <source>What is unused, on average</source>
        <translation>按均价退未用次数</translation>
    </message>
    <message>
        <source>Price less uses at list price</source>
        <translation>已用次数按原价扣</translation>
    </message>
    <message>
        <source>Paid out by</source>
        <translation>退款方式</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>On average</source>
        <translation>按均价</translation>
    </message>
    <message>
        <source>By list price</source>
        <translation>按原价</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Refund {amount}</source>
        <translation>退 {amount}</translation>
    </message>
    <message>
        <source>Refund a pass</source>
        <translation>退次卡</translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>顾客实得</translation>
    </message>
    <message>
        <source>Points spent elsewhere</source>
        <translation>积分已用，折现扣除</translation>
    </message>
    <message>
        <source>of it to stored value</source>
        <translation>其中退回储值</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>扣回积分</translation>
    </message>
    <message>
        <source>{title}: {amount} refunded.</source>
        <translation>{title}：已退 {amount}。</translation>
    </message>
</context>
<context>
    <name>RefundScreen</name>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售单</translation>
    </message>
    <message>
        <source>Receipt number or its end</source>
        <translation>小票号或末几位</translation>
    </message>
    <message>
        <source>No such sale</source>
        <translation>没有这张销售单</translation>
    </message>
    <message>
        <source>Scan the receipt, or type the end of its number</source>
        <translation>请扫小票，或输入小票号末几位</translation>
    </message>
    <message>
        <source>Choose a sale</source>
        <translation>请选择销售单</translation>
    </message>
    <message>
        <source>Scan the receipt or choose it at the left</source>
        <translation>请扫小票，或在左侧选择</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>可退</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>售出</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Amount left</source>
        <translation>可退金额</translation>
    </message>
    <message>
        <source>All that is left</source>
        <translation>全部退</translation>
    </message>
    <message>
        <source>An amount</source>
        <translation>按金额退</translation>
    </message>
    <message>
        <source>Whole line</source>
        <translation>整行</translation>
    </message>
    <message>
        <source>Other sale</source>
        <translation>另选一单</translation>
    </message>
    <message>
        <source>refunded</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Sale {number}</source>
        <translation>销售单 {number}</translation>
    </message>
    <message>
        <source>Nothing is booked before you confirm.</source>
        <translation>确认前不会入账。</translation>
    </message>
    <message>
        <source>Choose the goods that go back.</source>
        <translation>请选择要退的商品。</translation>
    </message>
    <message>
        <source>One less</source>
        <translation>少退一件</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>多退一件</translation>
    </message>
    <message>
        <source>Refunded {amount}, receipt {number}.</source>
        <translation>已退款 {amount}，小票 {number}。</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>换货</translation>
    </message>
</context>
<context>
    <name>RenewDialog</name>
    <message>
        <source>Make a new recovery code?</source>
        <translation>换一个新的恢复码？</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>换新</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The code on paper opens nothing any more.</source>
        <translation>纸上抄的旧恢复码将立即作废。</translation>
    </message>
</context>
<context>
    <name>RenewPassDialog</name>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>From the last day</source>
        <translation>从到期日续</translation>
    </message>
    <message>
        <source>From today</source>
        <translation>从今天起</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Take {amount}</source>
        <translation>收 {amount}</translation>
    </message>
    <message>
        <source>Renew a pass</source>
        <translation>续卡</translation>
    </message>
    <message>
        <source>not possible: it would have ended already</source>
        <translation>不可用：续完也已过期</translation>
    </message>
    <message>
        <source>no last day</source>
        <translation>长期有效</translation>
    </message>
    <message>
        <source>begins with its first use</source>
        <translation>首次使用起算</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Counted against booked</source>
        <translation>清点结果</translation>
    </message>
    <message>
        <source>Difference in cash</source>
        <translation>现金差异</translation>
    </message>
    <message>
        <source>Way to pay</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Reason of the difference</source>
        <translation>差异原因</translation>
    </message>
    <message>
        <source>Wrong change given</source>
        <translation>找零有误</translation>
    </message>
    <message>
        <source>Counted wrongly</source>
        <translation>清点有误</translation>
    </message>
    <message>
        <source>Wrong way to pay</source>
        <translation>选错收款方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新清点</translation>
    </message>
    <message>
        <source>Close shift (Z)</source>
        <translation>交班日结 (Z)</translation>
    </message>
    <message>
        <source>Say why there is a difference. “Unknown” is an answer too.</source>
        <translation>请说明差异原因,选“原因不明”也可以。</translation>
    </message>
    <message>
        <source>Too much</source>
        <translation>长款</translation>
    </message>
    <message>
        <source>Too little</source>
        <translation>短款</translation>
    </message>
    <message>
        <source>Cash is right</source>
        <translation>现金相符</translation>
    </message>
</context>
<context>
    <name>RulePage</name>
    <message>
        <source>Saved. It works from the next sale.</source>
        <translation>已保存，从下一笔起生效。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>举例</translation>
    </message>
    <message>
        <source>Save and switch on</source>
        <translation>保存并启用</translation>
    </message>
    <message>
        <source>Mend the field that is marked.</source>
        <translation>请改正标红的一栏。</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>These can be changed later under Settings; what was booked keeps its rule.</source>
        <translation>以后可以在设置里修改；已入账的仍按当时的规则。</translation>
    </message>
    <message>
        <source>Choose what a member spends first.</source>
        <translation>请选择会员先花哪一部分。</translation>
    </message>
    <message>
        <source>A member topped up 500 and got a bonus of 60. What is spent first?</source>
        <translation>会员充值 500，另送 60。消费时先扣哪一部分？</translation>
    </message>
    <message>
        <source>The bonus</source>
        <translation>先扣赠金</translation>
    </message>
    <message>
        <source>A refund of the card later gives back more money.</source>
        <translation>以后退卡时，退给会员的钱较多。</translation>
    </message>
    <message>
        <source>The money paid in</source>
        <translation>先扣本金</translation>
    </message>
    <message>
        <source>The bonus rewards those who use up all.</source>
        <translation>把余额用完的会员才享受到赠金。</translation>
    </message>
    <message>
        <source>Both in proportion</source>
        <translation>按比例扣</translation>
    </message>
    <message>
        <source>Each sale takes from both, as they were paid in.</source>
        <translation>每次消费按充值时的比例同时扣本金和赠金。</translation>
    </message>
    <message>
        <source>The day begins at</source>
        <translation>营业日开始于</translation>
    </message>
    <message>
        <source>Sales before count to the day before.</source>
        <translation>此前的销售算在前一天。</translation>
    </message>
    <message>
        <source>Paper of the receipt printer</source>
        <translation>小票机纸宽</translation>
    </message>
</context>
<context>
    <name>RulesSettings</name>
    <message>
        <source>Rules</source>
        <extracomment>What an empty field means.</extracomment>
        <translation>规则</translation>
    </message>
</context>
<context>
    <name>RunningPanel</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Selling goes on meanwhile. Cancelled, nothing of the import is left.</source>
        <translation>导入期间可照常收银；取消后不会留下任何数据。</translation>
    </message>
</context>
<context>
    <name>SaleDoneDialog</name>
    <message>
        <source>Paid</source>
        <translation>已收款</translation>
    </message>
    <message>
        <source>Next customer</source>
        <translation>下一位</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>小票 {number}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>Paid in full</source>
        <translation>已付清</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>The picture of the paper is being made…</source>
        <translation>正在生成票样…</translation>
    </message>
    <message>
        <source>Now {tier}, from the next sale</source>
        <translation>已升为{tier}，下一单起生效</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>应收</translation>
    </message>
    <message>
        <source>Points earned</source>
        <translation>本单积分</translation>
    </message>
    <message>
        <source>New badge</source>
        <translation>新勋章</translation>
    </message>
    <message>
        <source>Points now</source>
        <translation>现有积分</translation>
    </message>
    <message>
        <source>Stored value now</source>
        <translation>储值余额</translation>
    </message>
    <message>
        <source>Cash to hand over</source>
        <translation>付给顾客现金</translation>
    </message>
    <message>
        <source>Change kept</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>Goods back</source>
        <translation>退回商品</translation>
    </message>
</context>
<context>
    <name>SaveAsDialog</name>
    <message>
        <source>Save as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Give the folder and the name of the file.</source>
        <translation>请填写文件夹和文件名。</translation>
    </message>
</context>
<context>
    <name>SellPassDialog</name>
    <message>
        <source>No kinds of passes yet</source>
        <translation>还没有次卡种类</translation>
    </message>
    <message>
        <source>The owner adds them under Settings</source>
        <translation>请店主在设置里添加</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>可用时段</translation>
    </message>
    <message>
        <source>One use without a pass</source>
        <translation>单次原价</translation>
    </message>
    <message>
        <source>Take {amount}</source>
        <translation>收 {amount}</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>A member who pays {money} gets {points} points.</source>
        <extracomment>Prizes named in an example.</extracomment>
        <translation>会员付 {money} 得 {points} 积分。</translation>
    </message>
    <message>
        <source>A {tier} member who pays {money} gets {points} points.</source>
        <translation>{tier}会员付 {money} 得 {points} 积分。</translation>
    </message>
    <message>
        <source>They are worth {money}.</source>
        <translation>可抵 {money}。</translation>
    </message>
    <message>
        <source>{pieces} pieces for {total}: the customer pays {due}.</source>
        <translation>买 {pieces} 件共 {total}，付 {due}。</translation>
    </message>
    <message>
        <source>Goods for {total}: the customer pays {due}.</source>
        <translation>买 {total} 付 {due}。</translation>
    </message>
    <message>
        <source>A member gets {points} points instead of {plain}.</source>
        <translation>会员得 {points} 积分，平时 {plain}。</translation>
    </message>
    <message>
        <source>Pays in {money}, has {total} to spend.</source>
        <translation>充 {money}，可用 {total}。</translation>
    </message>
    <message>
        <source>And {points} points.</source>
        <translation>另送 {points} 积分。</translation>
    </message>
    <message>
        <source>And coupons: {count}.</source>
        <translation>另送券 {count} 张。</translation>
    </message>
    <message>
        <source>{price} for as many visits as they like.</source>
        <translation>{price}，有效期内不限次。</translation>
    </message>
    <message>
        <source>{price} for {uses} uses: {each} each.</source>
        <translation>{price} 共 {uses} 次，每次 {each}。</translation>
    </message>
    <message>
        <source>Without a pass {list}: {saved} saved in all.</source>
        <translation>单次原价 {list}，共省 {saved}。</translation>
    </message>
    <message>
        <source>{points} points.</source>
        <translation>{points} 积分。</translation>
    </message>
    <message>
        <source>A member earns them by spending {money}.</source>
        <translation>会员消费 {money} 即可攒到。</translation>
    </message>
    <message>
        <source>Off a bill they would be worth {money}.</source>
        <translation>若抵扣账单值 {money}。</translation>
    </message>
    <message>
        <source>A play costs the member {points} points and the shop {money} on average.</source>
        <translation>抽一次会员花 {points} 积分，店里平均成本 {money}。</translation>
    </message>
    <message>
        <source>{money} spent add {growth} to the growth value.</source>
        <translation>消费 {money} 增加成长值 {growth}。</translation>
    </message>
    <message>
        <source>Points earned today are good to {date}.</source>
        <translation>今天得到的积分可用到 {date}。</translation>
    </message>
    <message>
        <source>Receipts and the counter name it from {date} on.</source>
        <translation>从 {date} 起，小票和收银台会提醒。</translation>
    </message>
    <message>
        <source>Topped up with {paid} and {gift} bonus, {fen} are paid with {principal} principal and {bonus} bonus.</source>
        <translation>充 {paid} 送 {gift}，消费 {fen} 时扣本金 {principal}、赠金 {bonus}。</translation>
    </message>
    <message>
        <source>A bill of {fen} becomes {paid} in cash.</source>
        <translation>账单 {fen}，现金实收 {paid}。</translation>
    </message>
    <message>
        <source>Joining brings {points} points.</source>
        <translation>入会送 {points} 积分。</translation>
    </message>
    <message>
        <source>A birthday brings {points} points.</source>
        <translation>生日送 {points} 积分。</translation>
    </message>
    <message>
        <source>A visit brings {points} points.</source>
        <translation>到店送 {points} 积分。</translation>
    </message>
    <message>
        <source>Checking in brings {points} points.</source>
        <translation>打卡送 {points} 积分。</translation>
    </message>
    <message>
        <source>Who brings a friend gets {points} points.</source>
        <translation>推荐好友得 {points} 积分。</translation>
    </message>
    <message>
        <source>The friend gets {points} points.</source>
        <translation>被推荐人得 {points} 积分。</translation>
    </message>
    <message>
        <source>{name}: {points} points.</source>
        <translation>{name}：{points} 积分。</translation>
    </message>
    <message>
        <source>Only spending brings points.</source>
        <translation>只有消费才得积分。</translation>
    </message>
    <message>
        <source>{money} of it come on {date}.</source>
        <translation>其中 {money} 于 {date} 到账。</translation>
    </message>
    <message>
        <source>{money} of it come in {count} parts, from {first} to {last}.</source>
        <translation>其中 {money} 分 {count} 期到账，从 {first} 到 {last}。</translation>
    </message>
    <message>
        <source>And {points} points, to be used from {date} on.</source>
        <translation>另送 {points} 积分，{date} 起可用。</translation>
    </message>
    <message>
        <source>And passes: {count}.</source>
        <translation>另送次卡 {count} 张。</translation>
    </message>
    <message>
        <source>And the tier {tier} to {date}.</source>
        <translation>并升为{tier}，到 {date} 为止。</translation>
    </message>
    <message>
        <source>And the tier {tier}.</source>
        <translation>并升为 {tier}。</translation>
    </message>
    <message>
        <source>Undone later, each used coupon costs {money}.</source>
        <translation>日后撤销充值时，每张已用的券扣 {money}。</translation>
    </message>
    <message>
        <source>Undone later, each use of a pass costs {money}.</source>
        <translation>日后撤销充值时，次卡每用一次扣 {money}。</translation>
    </message>
    <message>
        <source>{tier}: {points} points.</source>
        <translation>{tier}：{points} 积分。</translation>
    </message>
</context>
<context>
    <name>SetPasswordDialog</name>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Both empty take the password away</source>
        <translation>两项都留空即取消密码</translation>
    </message>
    <message>
        <source>Card password</source>
        <translation>卡密码</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
</context>
<context>
    <name>SettingsForm</name>
    <message>
        <source>Planned. It begins with its day; History shows it and can take it back.</source>
        <translation>已排定，到期自动生效；可在「历史」中查看或撤回。</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Only with the right to change this</source>
        <translation>没有修改这里的权限</translation>
    </message>
    <message>
        <source>Ask the owner, or sign in as somebody who may. Nothing was changed.</source>
        <translation>请找店主，或换有权限的人登录。没有做任何改动。</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>前台</translation>
    </message>
</context>
<context>
    <name>ShiftCard</name>
    <message>
        <source>What should be there is shown after you have counted. A difference is booked, never refused.</source>
        <translation>清点提交之后才显示应有金额。有差异照常入账,不会拒绝。</translation>
    </message>
    <message>
        <source>This shift is of an earlier day. Close it before you go on.</source>
        <translation>本班属于之前的营业日,请先交班。</translation>
    </message>
    <message>
        <source>Shift {name}</source>
        <translation>班次 {name}</translation>
    </message>
    <message>
        <source>Being counted</source>
        <translation>清点中</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>营业中</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>By</source>
        <translation>开班人</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>备用金</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>销售笔数</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款笔数</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>充值笔数</translation>
    </message>
</context>
<context>
    <name>ShiftClosedDialog</name>
    <message>
        <source>Shift closed: Z {number}</source>
        <translation>已交班:Z {number}</translation>
    </message>
    <message>
        <source>To the end of day</source>
        <translation>查看日结</translation>
    </message>
    <message>
        <source>Difference in cash</source>
        <translation>现金差异</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>补打</translation>
    </message>
    <message>
        <source>Expected in the drawer</source>
        <translation>钱箱应有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>营业额</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>储值收款</translation>
    </message>
</context>
<context>
    <name>ShiftScreen</name>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>当前没有班次</translation>
    </message>
    <message>
        <source>Count the cash in the drawer, then open one to sell.</source>
        <translation>先清点钱箱现金,再开班营业。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Count is done</source>
        <translation>清点完成</translation>
    </message>
    <message>
        <source>Go on selling</source>
        <translation>继续营业</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新清点</translation>
    </message>
    <message>
        <source>Close shift (Z)</source>
        <translation>交班日结 (Z)</translation>
    </message>
    <message>
        <source>Pay in</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>支出</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>开钱箱</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X 查询</translation>
    </message>
    <message>
        <source>Count and close</source>
        <translation>清点交班</translation>
    </message>
</context>
<context>
    <name>ShiftsCard</name>
    <message>
        <source>Shifts</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Z no.</source>
        <translation>Z 编号</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>备用金</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>应有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>实点</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未交班</translation>
    </message>
</context>
<context>
    <name>ShopPage</name>
    <message>
        <source>The shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Name, money and clock stand on every receipt. The currency cannot be changed later.</source>
        <translation>店名、币种和时间会印在每张小票上。币种以后不能更改。</translation>
    </message>
    <message>
        <source>Enter the name of the shop.</source>
        <translation>请填写店名。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>As it is to stand at the top of receipts.</source>
        <translation>按小票抬头的样子填写。</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
</context>
<context>
    <name>ShopSettings</name>
    <message>
        <source>Shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>Telephone of the shop</source>
        <translation>店铺电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Last line of receipts</source>
        <translation>小票末行</translation>
    </message>
    <message>
        <source>Enter the name of the shop.</source>
        <translation>请填写店名。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Currency {currency} and time zone {zone} were fixed at set-up.</source>
        <translation>币种 {currency} 和时区 {zone} 在建店时已确定。</translation>
    </message>
    <message>
        <source>Self-service link (as a code on receipts)</source>
        <translation>自助链接（小票上印成二维码）</translation>
    </message>
    <message>
        <source>For example https://shop.example/r/{receipt}: the receipt&apos;s number.</source>
        <translation>例如 https://shop.example/r/{receipt}，其中 {receipt} 为单号。</translation>
    </message>
    <message>
        <source>A link begins with https:// and has no blanks.</source>
        <translation>链接以 https:// 开头，不含空格。</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Who is working?</source>
        <translation>谁在当班？</translation>
    </message>
    <message>
        <source>Choose your name, then enter your PIN.</source>
        <translation>先选姓名，再输入 PIN。</translation>
    </message>
    <message>
        <source>Enter your PIN</source>
        <translation>输入 PIN</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>店主</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>店长</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计</translation>
    </message>
</context>
<context>
    <name>SimulatorPanel</name>
    <message>
        <source>Simulated devices</source>
        <translation>模拟设备</translation>
    </message>
    <message>
        <source>These devices are not there. What you do here, the till hears on real ports.</source>
        <translation>这些设备是模拟的。这里的操作，收银端会从真实端口收到。</translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>More points</source>
        <extracomment>What an empty field means.</extracomment>
        <translation>其他积分</translation>
    </message>
</context>
<context>
    <name>StaffDialog</name>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>Add staff</source>
        <translation>添加员工</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>At least four digits.</source>
        <translation>至少四位数字。</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>请填写姓名。</translation>
    </message>
    <message>
        <source>A PIN has at least four digits.</source>
        <translation>PIN 至少四位数字。</translation>
    </message>
</context>
<context>
    <name>StaffSettings</name>
    <message>
        <source>Staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Add staff</source>
        <translation>添加员工</translation>
    </message>
    <message>
        <source>Enter gives the marked person a new PIN.</source>
        <translation>按 Enter 给选中的人换新 PIN。</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>To look at</source>
        <translation>待处理</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
</context>
<context>
    <name>TierByHandDialog</name>
    <message>
        <source>Last day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Empty: for ever</source>
        <translation>留空：长期有效</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Give a tier</source>
        <translation>赠予等级</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>赠送</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>to {date}</source>
        <translation>至 {date}</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>长期有效</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Choose a tier.</source>
        <translation>请选择等级。</translation>
    </message>
    <message>
        <source>Enter a day, or leave it empty.</source>
        <translation>请输入日期，或留空。</translation>
    </message>
</context>
<context>
    <name>TilesRow</name>
    <message>
        <source>Sales</source>
        <extracomment>Characters that a tile has room for in large figures. Below a table at the bottom of a card, so that the corners stay round.</extracomment>
        <translation>营业额</translation>
    </message>
    <message>
        <source>plus bonus {fen}</source>
        <translation>另送赠金 {fen}</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>储值收款</translation>
    </message>
    <message>
        <source>{members} of {all} orders</source>
        <translation>{members} 单 / {all} 单</translation>
    </message>
    <message>
        <source>Member share</source>
        <translation>会员消费占比</translation>
    </message>
    <message>
        <source>Net {points}</source>
        <translation>净增 {points}</translation>
    </message>
    <message>
        <source>Points issued / used</source>
        <translation>发放 / 使用积分</translation>
    </message>
    <message>
        <source>{number} by referral</source>
        <translation>其中推荐 {number}</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Nothing to compare last {day}</source>
        <translation>上{day}无数据</translation>
    </message>
    <message>
        <source>{change} on last {day}</source>
        <translation>较上{day} {change}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{state} · {count} waiting</source>
        <translation>{state} · 待传 {count}</translation>
    </message>
    <message>
        <source>{state} · {count} to look at</source>
        <translation>{state} · {count} 件待处理</translation>
    </message>
    <message>
        <source>Card, code, phone, name</source>
        <translation>刷卡、扫码、手机号或姓名拼音</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>读卡器</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>小票机</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Caller ID</source>
        <translation>来电盒</translation>
    </message>
    <message>
        <source>Customer display</source>
        <translation>顾客显示屏</translation>
    </message>
    <message>
        <source>Cash drawer</source>
        <translation>钱箱</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>需要查看</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>重连中</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>No headquarters</source>
        <translation>未接总部</translation>
    </message>
    <message>
        <source>HQ offline</source>
        <translation>总部离线</translation>
    </message>
    <message>
        <source>HQ sending</source>
        <translation>总部上传中</translation>
    </message>
    <message>
        <source>HQ up to date</source>
        <translation>总部已同步</translation>
    </message>
    <message>
        <source>HQ refused</source>
        <translation>总部拒收</translation>
    </message>
    <message>
        <source>Till shut out</source>
        <translation>本机已停用</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签机</translation>
    </message>
</context>
<context>
    <name>TradePage</name>
    <message>
        <source>Your trade</source>
        <translation>您的行业</translation>
    </message>
    <message>
        <source>Whole rules to begin with. Each of them can be changed later under Marketing.</source>
        <translation>一整套起步规则，之后都可以在“营销”里修改。</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>At most {amount}: bonus stays</source>
        <translation>最多 {amount}，赠金不可转</translation>
    </message>
    <message>
        <source>Principal to move</source>
        <translation>转账本金</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter an amount.</source>
        <translation>请输入金额。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>{amount} moved to {name}.</source>
        <translation>已转 {amount} 给{name}。</translation>
    </message>
    <message>
        <source>Principal left here</source>
        <translation>转出后本金</translation>
    </message>
    <message>
        <source>Principal there</source>
        <translation>对方转入后本金</translation>
    </message>
    <message>
        <source>Also bonus, points, passes and coupons</source>
        <translation>赠金、积分、次卡和优惠券一并转移</translation>
    </message>
    <message>
        <source>{giver} to {taker}</source>
        <translation>{giver} → {taker}</translation>
    </message>
    <message>
        <source>Hand a card over</source>
        <translation>转卡</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>Move {amount}</source>
        <translation>转 {amount}</translation>
    </message>
</context>
<context>
    <name>TrialPanel</name>
    <message>
        <source>Sales looked at</source>
        <extracomment>Sales priced again in one look-up: whatever else is read waits no longer than that. Members looked through for their birthdays in one look-up. What a page gives to be tried: a draft for sales, or (code, document) of a top-up offer.</extracomment>
        <translation>重算销售笔数</translation>
    </message>
    <message>
        <source>Would be others</source>
        <translation>结果不同的</translation>
    </message>
    <message>
        <source>Members touched</source>
        <translation>涉及会员</translation>
    </message>
    <message>
        <source>Points more</source>
        <translation>多发积分</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>Customer pays</source>
        <translation>顾客多付</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Rehearse before switching on</source>
        <translation>启用前先试算</translation>
    </message>
    <message>
        <source>Prices last month&apos;s sales again under this draft. Nothing is changed.</source>
        <translation>用这份草稿重算上月的销售，不改动任何数据。</translation>
    </message>
    <message>
        <source>There was nothing last month that it can be tried on.</source>
        <translation>上月没有可以试算的记录。</translation>
    </message>
    <message>
        <source>Nothing would have been different.</source>
        <translation>结果没有任何不同。</translation>
    </message>
    <message>
        <source>It would have cost {money}.</source>
        <translation>会让利 {money}。</translation>
    </message>
    <message>
        <source>It would have brought {money} more.</source>
        <translation>会多收 {money}。</translation>
    </message>
    <message>
        <source>Sales of {first} to {last}. Nothing is changed.</source>
        <translation>{first} 至 {last} 的销售，不改动任何数据。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>of these, joining and birthdays</source>
        <translation>其中入会和生日赠分</translation>
    </message>
    <message>
        <source>It would have cost no money.</source>
        <translation>不会多花一分钱。</translation>
    </message>
</context>
<context>
    <name>TryDialog</name>
    <message>
        <source>Swipe a card or hold it to the reader. It is only shown here.</source>
        <translation>请刷卡或把卡放到读卡器上。只在这里显示。</translation>
    </message>
    <message>
        <source>Scan any code. It is only shown here.</source>
        <translation>请扫任意条码。只在这里显示。</translation>
    </message>
    <message>
        <source>Ring this line from another telephone. The call is only shown here.</source>
        <translation>请用另一部电话打进来。来电只在这里显示。</translation>
    </message>
    <message>
        <source>Try: {device}</source>
        <translation>试用：{device}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>a payment code</source>
        <translation>付款码</translation>
    </message>
    <message>
        <source>number withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>Line {line}: {number}</source>
        <translation>{line} 号线：{number}</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫码</translation>
    </message>
</context>
<context>
    <name>UseLines</name>
    <message>
        <source>Checked in lately</source>
        <translation>最近核销</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>ValueMoveDialog</name>
    <message>
        <source>{name} · balance {now}</source>
        <translation>{name} · 余额 {now}</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Paid out by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>At most the principal, {amount}</source>
        <translation>最多为本金 {amount}</translation>
    </message>
    <message>
        <source>Pay out stored value</source>
        <translation>储值提现</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Deduct stored value</source>
        <translation>强制扣款</translation>
    </message>
    <message>
        <source>Deduct</source>
        <translation>扣款</translation>
    </message>
    <message>
        <source>Without a sale, in the spend order</source>
        <translation>不经销售，按扣款顺序扣除</translation>
    </message>
    <message>
        <source>Freeze the account</source>
        <translation>冻结账户</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Nothing goes in or out until it is let go</source>
        <translation>解冻前不可充值、消费或转账</translation>
    </message>
    <message>
        <source>Let the account go</source>
        <translation>解冻账户</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>It can be used again at once</source>
        <translation>解冻后立即可用</translation>
    </message>
    <message>
        <source>Enter an amount.</source>
        <translation>请输入金额。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Booked.</source>
        <translation>已入账。</translation>
    </message>
</context>
<context>
    <name>ValuePage</name>
    <message>
        <source>Transfer</source>
        <extracomment>Keys that neither the drawer nor a call has.</extracomment>
        <translation>转账</translation>
    </message>
    <message>
        <source>Close card</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Deduct</source>
        <translation>扣款</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>解冻</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Frozen: nothing goes in or out</source>
        <translation>已冻结，不可充值和消费</translation>
    </message>
    <message>
        <source>No top-up yet</source>
        <translation>还没有充值</translation>
    </message>
    <message>
        <source>Bonus to come</source>
        <translation>待返赠金</translation>
    </message>
    <message>
        <source>{paid} + {bonus} gift</source>
        <translation>{paid} 送 {bonus}</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已退款</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>已用完</translation>
    </message>
    <message>
        <source>Can be withdrawn</source>
        <translation>可无理由退</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Transfer to whom?</source>
        <translation>转给谁？</translation>
    </message>
</context>
<context>
    <name>ValueWords</name>
    <message>
        <source>Money off an amount (满减)</source>
        <translation>满减</translation>
    </message>
    <message>
        <source>Percent off (打折)</source>
        <translation>打折</translation>
    </message>
    <message>
        <source>Second piece half price</source>
        <translation>第二件半价</translation>
    </message>
    <message>
        <source>Take n, pay m</source>
        <translation>买几付几</translation>
    </message>
    <message>
        <source>Cheapest piece cheaper</source>
        <translation>最低价一件优惠</translation>
    </message>
    <message>
        <source>Bundle at a price</source>
        <translation>组合价</translation>
    </message>
    <message>
        <source>Special price</source>
        <translation>特价</translation>
    </message>
    <message>
        <source>Add-on (换购)</source>
        <translation>加价换购</translation>
    </message>
    <message>
        <source>More points</source>
        <translation>多倍积分</translation>
    </message>
    <message>
        <source>Service charge</source>
        <translation>服务费</translation>
    </message>
    <message>
        <source>Minimum spend</source>
        <translation>最低消费</translation>
    </message>
    <message>
        <source>Yuan off</source>
        <translation>代金</translation>
    </message>
    <message>
        <source>Percent paid</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Pieces free</source>
        <translation>免费兑换</translation>
    </message>
    <message>
        <source>One piece at a price</source>
        <translation>体验价</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久有效</translation>
    </message>
    <message>
        <source>to December 31 of the next year</source>
        <translation>到次年 12 月 31 日</translation>
    </message>
    <message>
        <source>to March 31 of the next year</source>
        <translation>到次年 3 月 31 日</translation>
    </message>
    <message>
        <source>Yuan spent</source>
        <translation>消费金额</translation>
    </message>
    <message>
        <source>Days with a visit</source>
        <translation>到店天数</translation>
    </message>
    <message>
        <source>Points earned</source>
        <translation>累计积分</translation>
    </message>
    <message>
        <source>Growth value</source>
        <translation>成长值</translation>
    </message>
    <message>
        <source>everything so far</source>
        <translation>全部累计</translation>
    </message>
    <message>
        <source>the calendar year</source>
        <translation>自然年</translation>
    </message>
    <message>
        <source>since the tier began</source>
        <translation>本等级开始以来</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>one tier down</source>
        <translation>降一级</translation>
    </message>
    <message>
        <source>to the tier reached</source>
        <translation>降到实际达到的等级</translation>
    </message>
    <message>
        <source>one down, below the amount to stay</source>
        <translation>未到保级额才降一级</translation>
    </message>
    <message>
        <source>when it is sold</source>
        <translation>售出时</translation>
    </message>
    <message>
        <source>at its first use</source>
        <translation>首次使用时</translation>
    </message>
    <message>
        <source>all time</source>
        <translation>不限期间</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>每年</translation>
    </message>
    <message>
        <source>a month</source>
        <translation>每月</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>a week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>No prize</source>
        <translation>谢谢参与</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>My own rules</source>
        <translation>我自己设</translation>
    </message>
    <message>
        <source>Nothing is set; everything is made later in Marketing.</source>
        <translation>先不设规则，以后在“营销”里设。</translation>
    </message>
    <message>
        <source>Retail</source>
        <translation>零售</translation>
    </message>
    <message>
        <source>Points for each yuan, money off large baskets, a wheel of luck</source>
        <translation>每元积分、大额满减、幸运转盘</translation>
    </message>
    <message>
        <source>Restaurant</source>
        <translation>餐饮</translation>
    </message>
    <message>
        <source>Lunch offer, top-ups with bonus, coffee passes, dishes as gifts</source>
        <translation>午市优惠、充值赠送、咖啡次卡、积分换菜</translation>
    </message>
    <message>
        <source>Beauty and hair</source>
        <translation>美容美发</translation>
    </message>
    <message>
        <source>Courses as passes, top-ups that raise the tier, referrals</source>
        <translation>疗程次卡、储值升级、老带新</translation>
    </message>
    <message>
        <source>Gym</source>
        <translation>健身</translation>
    </message>
    <message>
        <source>Time passes, points for checking in, badges</source>
        <translation>期限卡、签到积分、勋章</translation>
    </message>
    <message>
        <source>Baths and sauna</source>
        <translation>洗浴桑拿</translation>
    </message>
    <message>
        <source>Open past midnight, family passes, nights cheaper</source>
        <translation>营业过午夜、家庭次卡、夜场优惠</translation>
    </message>
    <message>
        <source>Pharmacy</source>
        <translation>药店</translation>
    </message>
    <message>
        <source>Careful discounts, member days, tasks for health</source>
        <translation>谨慎打折、会员日、健康任务</translation>
    </message>
    <message>
        <source>are owed: the balance goes below 0</source>
        <translation>记为欠分，余额可为负</translation>
    </message>
    <message>
        <source>are taken off the money given back</source>
        <translation>按价值从退款中扣除</translation>
    </message>
    <message>
        <source>when they are sold</source>
        <translation>售卡时</translation>
    </message>
    <message>
        <source>when they are used</source>
        <translation>核销时</translation>
    </message>
    <message>
        <source>at the end of its time</source>
        <translation>有效期满时</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Bonus first</source>
        <translation>先扣赠金</translation>
    </message>
    <message>
        <source>Principal first</source>
        <translation>先扣本金</translation>
    </message>
    <message>
        <source>Both in proportion</source>
        <translation>本金赠金按比例扣</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不抹零</translation>
    </message>
    <message>
        <source>Drop fen (12.34 → 12.30)</source>
        <translation>抹分（12.34 → 12.30）</translation>
    </message>
    <message>
        <source>Drop jiao (12.34 → 12.00)</source>
        <translation>抹角（12.34 → 12.00）</translation>
    </message>
    <message>
        <source>Round to jiao</source>
        <translation>四舍五入到角</translation>
    </message>
    <message>
        <source>Round to yuan</source>
        <translation>四舍五入到元</translation>
    </message>
    <message>
        <source>the whole bill</source>
        <translation>整单</translation>
    </message>
    <message>
        <source>what is paid in cash</source>
        <translation>仅现金部分</translation>
    </message>
    <message>
        <source>points good as for all</source>
        <translation>积分有效期同通用规则</translation>
    </message>
    <message>
        <source>Friends brought</source>
        <translation>推荐人数</translation>
    </message>
    <message>
        <source>Check-ins</source>
        <translation>打卡次数</translation>
    </message>
    <message>
        <source>Tasks done</source>
        <translation>完成任务数</translation>
    </message>
    <message>
        <source>Draws played</source>
        <translation>抽奖次数</translation>
    </message>
    <message>
        <source>Pieces bought</source>
        <translation>购买件数</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>本年</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>{count} months, to the month&apos;s end</source>
        <translation>{count} 个月，到月底</translation>
    </message>
    <message>
        <source>the last {count} months</source>
        <translation>最近 {count} 个月</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} 个月</translation>
    </message>
</context>
<context>
    <name>WindowSettings</name>
    <message>
        <source>This window</source>
        <translation>本窗口</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Mouse and keyboard</source>
        <translation>鼠标和键盘</translation>
    </message>
    <message>
        <source>Touch screen</source>
        <translation>触摸屏</translation>
    </message>
    <message>
        <source>The language changes at once, colours and size at the next start.</source>
        <translation>语言立即生效；颜色和尺寸下次启动生效。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
</context>
<context>
    <name>Wizard</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Open the shop</source>
        <translation>开店</translation>
    </message>
    <message>
        <source>Start selling</source>
        <translation>开始收银</translation>
    </message>
</context>
<context>
    <name>WriteBatchDialog</name>
    <message>
        <source>Write</source>
        <translation>写卡</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>回读</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可发</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Still to write</source>
        <translation>待写</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>Write cards</source>
        <translation>写卡</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>卡号 {number}</translation>
    </message>
    <message>
        <source>Swipe a blank card to write it</source>
        <translation>请刷空白卡写入</translation>
    </message>
    <message>
        <source>Swipe it once more to check it</source>
        <translation>请再刷一次核对</translation>
    </message>
    <message>
        <source>Calling it off …</source>
        <translation>正在取消……</translation>
    </message>
    <message>
        <source>Press Esc again to leave.</source>
        <translation>再按 Esc 离开。</translation>
    </message>
    <message>
        <source>All cards of the batch are ready</source>
        <translation>本批次全部写好</translation>
    </message>
    <message>
        <source>They can be issued now.</source>
        <translation>现在可以发卡了。</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>请稍候……</translation>
    </message>
</context>
<context>
    <name>WriteCardDialog</name>
    <message>
        <source>Proposed from stock. You may type, scan or swipe another one.</source>
        <translation>取自库存；也可以输入、扫描或刷另一张。</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Write the card on the card writer</source>
        <translation>用写卡器写卡</translation>
    </message>
    <message>
        <source>Leave empty for none</source>
        <translation>不收则留空</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>回读核对</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>发卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>This card was not made by this shop. Take another one.</source>
        <translation>这张卡不是本店制作的，请换一张。</translation>
    </message>
    <message>
        <source>This number is in use already. Take another one.</source>
        <translation>这个号码已被使用，请换一张。</translation>
    </message>
    <message>
        <source>Enter a card number.</source>
        <translation>请输入卡号。</translation>
    </message>
    <message>
        <source>Only digits can be written on a card.</source>
        <translation>卡里只能写数字。</translation>
    </message>
    <message>
        <source>Card {number} is issued.</source>
        <translation>卡 {number} 已发出。</translation>
    </message>
    <message>
        <source>New card in place of {number}</source>
        <translation>换卡，原卡号 {number}</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>发卡</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>卡号 {number}</translation>
    </message>
    <message>
        <source>Swipe the new card to write it</source>
        <translation>请刷一下新卡，写入卡号</translation>
    </message>
    <message>
        <source>Swipe it once more to check it</source>
        <translation>请再刷一次，核对写入内容</translation>
    </message>
    <message>
        <source>Issuing …</source>
        <translation>正在发卡…</translation>
    </message>
    <message>
        <source>Calling it off …</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Press Esc again to leave.</source>
        <translation>再按一次 Esc 离开。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Write card</source>
        <translation>写卡</translation>
    </message>
    <message>
        <source>Issue card</source>
        <translation>发卡</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Other number</source>
        <translation>换号码</translation>
    </message>
    <message>
        <source>Hold the new card to the reader and leave it there</source>
        <translation>请把新卡放在读卡区，不要拿开</translation>
    </message>
    <message>
        <source>Checking: leave the card at the reader</source>
        <translation>正在核对，请不要拿开卡片</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>工本费</translation>
    </message>
    <message>
        <source>Fee paid by</source>
        <translation>工本费收款方式</translation>
    </message>
</context>
<context>
    <name>XReportDialog</name>
    <message>
        <source>The shift so far. Nothing is closed.</source>
        <translation>本班到目前为止,不会交班。</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X 查询</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>营业额</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>优惠</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>储值收款</translation>
    </message>
    <message>
        <source>Expected in the drawer</source>
        <translation>钱箱应有</translation>
    </message>
    <message>
        <source>Points issued</source>
        <translation>发放积分</translation>
    </message>
</context>
<context>
    <name>_ByHand</name>
    <message>
        <source>Book</source>
        <extracomment>F5 to F11 choose; F12 books.</extracomment>
        <translation>确认</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>Booked.</source>
        <translation>已入账。</translation>
    </message>
</context>
<context>
    <name>_NewPassword</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{least} to {most} digits</source>
        <translation>{least}–{most} 位数字</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>At least {digits} digits.</source>
        <translation>至少 {digits} 位数字。</translation>
    </message>
    <message>
        <source>Not the same.</source>
        <translation>两次不一致。</translation>
    </message>
    <message>
        <source>The password is changed.</source>
        <translation>密码已修改。</translation>
    </message>
    <message>
        <source>The password is gone.</source>
        <translation>密码已取消。</translation>
    </message>
</context>
<context>
    <name>batches</name>
    <message>
        <source>First passwords</source>
        <translation>初始密码</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>calls</name>
    <message>
        <source>Call · line {line}</source>
        <translation>来电 · {line} 号线</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>未显示号码</translation>
    </message>
    <message>
        <source>Stored {stored} · {points} points</source>
        <translation>储值 {stored} · 积分 {points}</translation>
    </message>
    <message>
        <source>last visit {date}</source>
        <translation>上次 {date}</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Not a member yet</source>
        <translation>还不是会员</translation>
    </message>
    <message>
        <source>Last call</source>
        <translation>上次通话</translation>
    </message>
    <message>
        <source>{points} on {date}</source>
        <translation>{points} 分 · {date}</translation>
    </message>
    <message>
        <source>Points expire</source>
        <translation>积分到期</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>响铃中</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>待回电</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>已打开</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>已记录</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记一条</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍后</translation>
    </message>
    <message>
        <source>Open member</source>
        <translation>打开会员</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>是哪一位？</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新会员</translation>
    </message>
    <message>
        <source>Kept under Calls: call back later.</source>
        <translation>已放入来电列表，稍后回电。</translation>
    </message>
    <message>
        <source>Who is calling?</source>
        <translation>是哪一位来电？</translation>
    </message>
</context>
<context>
    <name>cards</name>
    <message>
        <source>In stock</source>
        <translation>在库</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已写卡</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>待发</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>已挂失</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已更换</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
</context>
<context>
    <name>clock</name>
    <message>
        <source>The clock is behind: {today}, last entry {last}.</source>
        <translation>电脑时间落后：{today}，最近一笔 {last}。</translation>
    </message>
    <message>
        <source>Last entry {days} days ago. Is it {today}?</source>
        <translation>最近一笔在 {days} 天前，今天是 {today} 吗？</translation>
    </message>
    <message>
        <source>The clock was set. It says {today} now.</source>
        <translation>电脑时间被改动，现在是 {today}。</translation>
    </message>
</context>
<context>
    <name>consents</name>
    <message>
        <source>Membership</source>
        <translation>会员服务</translation>
    </message>
    <message>
        <source>Messages and offers</source>
        <translation>消息与优惠</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>The shop keeps name, phone and purchases to run the membership and the stored value.</source>
        <translation>本店为提供会员与储值服务，保存姓名、手机号码和消费记录。</translation>
    </message>
    <message>
        <source>The shop may call or write about offers and events.</source>
        <translation>本店可以就优惠与活动与我联系。</translation>
    </message>
    <message>
        <source>The shop keeps a photo to recognise the member at the counter.</source>
        <translation>本店保存照片，用于在柜台识别会员。</translation>
    </message>
</context>
<context>
    <name>coupons</name>
    <message>
        <source>{points} points</source>
        <translation>{points} 积分</translation>
    </message>
    <message>
        <source>{fen} off</source>
        <translation>减 {fen}</translation>
    </message>
    <message>
        <source>{count} free</source>
        <translation>免费 {count} 件</translation>
    </message>
    <message>
        <source>One for {fen}</source>
        <translation>一件 {fen}</translation>
    </message>
    <message>
        <source>{worth} from {fen}</source>
        <translation>满 {fen} {worth}</translation>
    </message>
</context>
<context>
    <name>day</name>
    <message>
        <source>Stored, principal</source>
        <translation>储值 (本金)</translation>
    </message>
    <message>
        <source>Stored, bonus</source>
        <translation>储值 (赠金)</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Typed prices</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Drawer without sale</source>
        <translation>无销售开钱箱</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>钱箱存入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>钱箱支出</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>缴款</translation>
    </message>
    <message>
        <source>Reprints</source>
        <translation>补打小票</translation>
    </message>
    <message>
        <source>Manual points</source>
        <translation>手工积分</translation>
    </message>
    <message>
        <source>Lost cards shown</source>
        <translation>出示挂失卡</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>主管授权</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>期初</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>Redeemed</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>期末</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>Forced deductions</source>
        <translation>强制扣款</translation>
    </message>
    <message>
        <source>Tiers by hand</source>
        <translation>手工调等级</translation>
    </message>
    <message>
        <source>Clock confirmed</source>
        <translation>确认时钟</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>Card reader</source>
        <extracomment>Tone of a lamp for each state of a device. Every notation of the catalogue.</extracomment>
        <translation>读卡器</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>扫码枪</translation>
    </message>
    <message>
        <source>Caller ID</source>
        <translation>来电盒</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>小票机</translation>
    </message>
    <message>
        <source>Label printer</source>
        <translation>标签机</translation>
    </message>
    <message>
        <source>Customer display</source>
        <translation>顾客显示屏</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>MSR605 reader and writer</source>
        <translation>MSR605 读写器</translation>
    </message>
    <message>
        <source>PN532 chip card reader</source>
        <translation>PN532 IC 卡读写器</translation>
    </message>
    <message>
        <source>PC/SC chip card reader (ACR122U …)</source>
        <translation>PC/SC IC 卡读写器（ACR122U …）</translation>
    </message>
    <message>
        <source>YHY522 chip card module</source>
        <translation>YHY522 IC 卡模块</translation>
    </message>
    <message>
        <source>ER302 chip card reader</source>
        <translation>ER302 IC 卡读写器</translation>
    </message>
    <message>
        <source>MingHua or Decard reader (vendor library)</source>
        <translation>明华、德卡读写器（厂商动态库）</translation>
    </message>
    <message>
        <source>ID card reader, 125 kHz (RDM6300 …)</source>
        <translation>ID 卡读卡器 125 kHz（RDM6300 …）</translation>
    </message>
    <message>
        <source>Keyboard reader (no port)</source>
        <translation>键盘口读卡器（无端口）</translation>
    </message>
    <message>
        <source>Serial scanner</source>
        <translation>串口扫码枪</translation>
    </message>
    <message>
        <source>Modem with caller ID</source>
        <translation>来电显示调制解调器</translation>
    </message>
    <message>
        <source>ESC/POS printer</source>
        <translation>ESC/POS 打印机</translation>
    </message>
    <message>
        <source>MSR605X reader and writer (USB)</source>
        <translation>MSR605X 磁卡读写器（USB）</translation>
    </message>
    <message>
        <source>Star TCP300 card printer</source>
        <translation>Star TCP300 可视卡打印机</translation>
    </message>
    <message>
        <source>Star TCP310 card printer, 3 tracks</source>
        <translation>Star TCP310 可视卡打印机（三轨）</translation>
    </message>
    <message>
        <source>Scanner module with trigger (GM72 …)</source>
        <translation>可触发的扫码模块（GM72 等）</translation>
    </message>
    <message>
        <source>Caller ID box (FSK)</source>
        <translation>来电盒（FSK）</translation>
    </message>
    <message>
        <source>Caller ID box (DTMF)</source>
        <translation>来电盒（DTMF）</translation>
    </message>
    <message>
        <source>NetCallerID box</source>
        <translation>NetCallerID 来电盒</translation>
    </message>
    <message>
        <source>Whozz Calling unit</source>
        <translation>Whozz Calling 来电盒</translation>
    </message>
    <message>
        <source>NCID server (network)</source>
        <translation>NCID 来电服务器（网络）</translation>
    </message>
    <message>
        <source>LED8 display, 8 digits</source>
        <translation>LED8 客显（8 位数字）</translation>
    </message>
    <message>
        <source>CD5220 or VFD220 display, 2 rows</source>
        <translation>CD5220 / VFD220 客显（两行）</translation>
    </message>
    <message>
        <source>Epson DM-D display</source>
        <translation>Epson DM-D 客显</translation>
    </message>
    <message>
        <source>Epson DM-D behind the printer</source>
        <translation>Epson DM-D 客显（接在打印机上）</translation>
    </message>
    <message>
        <source>Second screen of this computer</source>
        <translation>本机的第二块屏幕</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要查看</translation>
    </message>
    <message>
        <source>Not there; it is taken up again by itself</source>
        <translation>未连接，接上后自动恢复</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>Plug it in, switch it on, or choose its port again.</source>
        <extracomment>For each word of `devices.diagnosis` with something to do: what it is.</extracomment>
        <translation>请插好、开机，或重新选择端口。</translation>
    </message>
    <message>
        <source>This user may not open the port. Run: sudo usermod -aG dialout $USER — then sign out and in again.</source>
        <translation>当前用户无权打开端口。请运行：sudo usermod -aG dialout $USER，然后注销再登录。</translation>
    </message>
    <message>
        <source>Another program holds the port. Close it: a driver tool, ModemManager, a second till.</source>
        <translation>端口被其他程序占用。请关闭它：驱动工具、ModemManager 或另一个收银程序。</translation>
    </message>
    <message>
        <source>Several devices look the same. Choose the port of the one you mean.</source>
        <translation>有几台设备看起来一样。请选择要用的那台的端口。</translation>
    </message>
    <message>
        <source>The address answers, but not on this port. Check the port number.</source>
        <translation>地址有应答，但端口号不对。请检查端口号。</translation>
    </message>
    <message>
        <source>The cable came off. Plug it in again; it is taken up by itself.</source>
        <translation>线松了。插好后自动恢复。</translation>
    </message>
    <message>
        <source>Something took the port at once, often brltty. Run: sudo apt remove brltty — then plug it in again.</source>
        <translation>端口一插上就被占用，多半是 brltty。请运行：sudo apt remove brltty，然后重新插上。</translation>
    </message>
    <message>
        <source>It takes no data. Look at paper, cover and its flow control.</source>
        <translation>设备不收数据。请检查纸、机盖和流控设置。</translation>
    </message>
    <message>
        <source>Nothing answers. Check power, cable and line speed, or choose another kind.</source>
        <translation>没有应答。请检查电源、线和波特率，或换一个型号。</translation>
    </message>
    <message>
        <source>Half an answer came. Swipe again; if it stays, try another USB port or a shorter cable.</source>
        <translation>应答不完整。请再刷一次；仍不行就换一个 USB 口或短一点的线。</translation>
    </message>
    <message>
        <source>It refuses modem commands. Choose the port of the modem.</source>
        <translation>设备拒绝调制解调器命令。请选择调制解调器的端口。</translation>
    </message>
    <message>
        <source>This modem cannot report callers. Use another one.</source>
        <translation>这个调制解调器没有来电显示。请换一个。</translation>
    </message>
    <message>
        <source>It prints but never answers: whether a receipt was printed stays unknown.</source>
        <translation>能打印但不应答：小票是否打出无法得知。</translation>
    </message>
    <message>
        <source>Connect a second screen and let the system extend the desktop to it.</source>
        <translation>请接上第二块屏幕，并在系统中设为“扩展桌面”。</translation>
    </message>
    <message>
        <source>Support for USB readers is not installed. Run: pip install hidapi — on Linux see docs/hardware.md.</source>
        <translation>未安装 USB 读卡器支持。请运行：pip install hidapi；Linux 请看 docs/hardware.md。</translation>
    </message>
    <message>
        <source>Scan the code for host mode in the scanner&apos;s manual: then a scan can be started from here.</source>
        <translation>请扫描扫码枪说明书上的“主机模式”码，之后就能从这里启动扫描。</translation>
    </message>
    <message>
        <source>The scanner reads, but cannot be started from here. Press its own button.</source>
        <translation>扫码枪能读码，但不能从这里启动。请按它自己的按键。</translation>
    </message>
    <message>
        <source>Charge the pen or change its battery before its memory is lost.</source>
        <translation>请给盘点枪充电或更换电池，以免数据丢失。</translation>
    </message>
    <message>
        <source>Open the card printer and take the card out.</source>
        <translation>请打开卡片打印机，取出卡片。</translation>
    </message>
    <message>
        <source>Put in a new roll.</source>
        <translation>请换纸。</translation>
    </message>
    <message>
        <source>Close the cover.</source>
        <translation>请合上机盖。</translation>
    </message>
    <message>
        <source>Press the printer&apos;s online button or look at its lamps.</source>
        <translation>请按打印机的联机键，或看指示灯。</translation>
    </message>
    <message>
        <source>Switch the printer off and on; look at the cutter.</source>
        <translation>请关机再开机，并检查切刀。</translation>
    </message>
    <message>
        <source>Support for PC/SC is not installed. Run: pip install pyscard — on Linux see docs/hardware.md.</source>
        <translation>未安装 PC/SC 支持。请运行：pip install pyscard；Linux 见 docs/hardware.md。</translation>
    </message>
    <message>
        <source>Start the smart-card service: sudo systemctl start pcscd.socket — then plug it in again.</source>
        <translation>请启动智能卡服务：sudo systemctl start pcscd.socket，然后重新插上。</translation>
    </message>
    <message>
        <source>Linux took the reader. Put “blacklist pn533_usb” into /etc/modprobe.d/memberpos.conf and restart.</source>
        <translation>Linux 占用了读卡器。请把“blacklist pn533_usb”写入 /etc/modprobe.d/memberpos.conf 后重启。</translation>
    </message>
    <message>
        <source>Choose mwrf32 or dcrf32 of the reader&apos;s maker, for the same 32 or 64 bits as this program.</source>
        <translation>请选择读卡器厂商的 mwrf32 或 dcrf32，位数（32/64）与本程序一致。</translation>
    </message>
    <message>
        <source>It did not answer when it was asked. Choose what it is.</source>
        <translation>问过了，没有应答。请选择是什么设备。</translation>
    </message>
    <message>
        <source>This kind only speaks by itself. Go on, then swipe or scan to try it.</source>
        <translation>这类设备只会主动发送。请继续，再刷卡或扫码试一试。</translation>
    </message>
    <message>
        <source>10 digits: 0013961168</source>
        <translation>10 位：0013961168</translation>
    </message>
    <message>
        <source>3+5 digits: 213,02000</source>
        <translation>3+5 位：213,02000</translation>
    </message>
    <message>
        <source>Hexadecimal: 0D00D507D0</source>
        <translation>十六进制：0D00D507D0</translation>
    </message>
    <message>
        <source>8 digits: 13961168</source>
        <translation>8 位：13961168</translation>
    </message>
    <message>
        <source>12 digits: 055848536016</source>
        <translation>12 位：055848536016</translation>
    </message>
    <message>
        <source>5+5 digits: 00213,02000</source>
        <translation>5+5 位：00213,02000</translation>
    </message>
    <message>
        <source>Hexadecimal: 529D06E3</source>
        <translation>十六进制：529D06E3</translation>
    </message>
    <message>
        <source>Decimal: 1386022627</source>
        <translation>十进制：1386022627</translation>
    </message>
    <message>
        <source>Decimal, reversed: 3808861522</source>
        <translation>十进制（反序）：3808861522</translation>
    </message>
    <message>
        <source>paper in</source>
        <translation>有纸</translation>
    </message>
    <message>
        <source>paper nearly used up</source>
        <translation>纸将用完</translation>
    </message>
    <message>
        <source>no paper</source>
        <translation>缺纸</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>机盖打开</translation>
    </message>
    <message>
        <source>cover closed</source>
        <translation>机盖已合</translation>
    </message>
    <message>
        <source>drawer open</source>
        <translation>钱箱打开</translation>
    </message>
    <message>
        <source>drawer closed</source>
        <translation>钱箱已关</translation>
    </message>
    <message>
        <source>The printer confirmed the page.</source>
        <translation>打印机确认已打出。</translation>
    </message>
    <message>
        <source>Sent, but the printer did not confirm it. Look at the paper.</source>
        <translation>已发出，但打印机没有确认。请看是否打出。</translation>
    </message>
    <message>
        <source>Nothing was printed.</source>
        <translation>没有打印。</translation>
    </message>
    <message>
        <source>a telephone or bank card</source>
        <translation>手机或银行卡</translation>
    </message>
    <message>
        <source>a card that cannot be read</source>
        <translation>读不出的卡</translation>
    </message>
    <message>
        <source>no readable track</source>
        <translation>没有可读的磁道</translation>
    </message>
    <message>
        <source>Stock pen</source>
        <translation>盘点笔</translation>
    </message>
    <message>
        <source>The print queue is paused or refuses. Let it go on in the system&apos;s settings for printers.</source>
        <translation>打印队列已暂停或拒收，请在系统的打印机设置里恢复。</translation>
    </message>
    <message>
        <source>The card reader is gone. Find members by phone number or name.</source>
        <translation>读卡器断开了，请先用手机号或姓名查找会员。</translation>
    </message>
    <message>
        <source>The scanner is gone. Type the numbers of codes meanwhile.</source>
        <translation>扫码枪断开了，请先手工输入条码数字。</translation>
    </message>
    <message>
        <source>The receipt printer is gone. Receipts wait until it is back.</source>
        <translation>小票机断开了，小票等它恢复后再打印。</translation>
    </message>
    <message>
        <source>The label printer is gone. Labels wait until it is back.</source>
        <translation>标签机断开了，标签等它恢复后再打印。</translation>
    </message>
    <message>
        <source>The caller ID is gone. Who calls is not shown meanwhile.</source>
        <translation>来电盒断开了，暂时看不到来电号码。</translation>
    </message>
    <message>
        <source>The customer display is gone. Customers see no amounts meanwhile.</source>
        <translation>顾客显示屏断开了，顾客暂时看不到金额。</translation>
    </message>
    <message>
        <source>The card reader is back.</source>
        <translation>读卡器已恢复。</translation>
    </message>
    <message>
        <source>The scanner is back.</source>
        <translation>扫码枪已恢复。</translation>
    </message>
    <message>
        <source>The receipt printer is back.</source>
        <translation>小票机已恢复。</translation>
    </message>
    <message>
        <source>The label printer is back.</source>
        <translation>标签机已恢复。</translation>
    </message>
    <message>
        <source>The caller ID is back.</source>
        <translation>来电盒已恢复。</translation>
    </message>
    <message>
        <source>The customer display is back.</source>
        <translation>顾客显示屏已恢复。</translation>
    </message>
    <message>
        <source>System print queue</source>
        <translation>系统打印队列</translation>
    </message>
</context>
<context>
    <name>field_kinds</name>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>单选</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>是或否</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>储值</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>Passes and coupons</source>
        <translation>次卡与券</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>资料变更</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>登记入会</translation>
    </message>
    <message>
        <source>At other tills that day</source>
        <translation>当天在其他收银台</translation>
    </message>
    <message>
        <source>visits: {count}</source>
        <translation>到店 {count} 次</translation>
    </message>
    <message>
        <source>allowed again</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Lunar</source>
        <translation>农历</translation>
    </message>
    <message>
        <source>Leap month</source>
        <translation>闰月</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>会员有效期至</translation>
    </message>
    <message>
        <source>Sold by</source>
        <translation>销售员</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推荐人</translation>
    </message>
    <message>
        <source>{purpose}: withdrawn</source>
        <translation>{purpose}：已撤回</translation>
    </message>
    <message>
        <source>{purpose}: version {number}</source>
        <translation>{purpose}：第 {number} 版</translation>
    </message>
</context>
<context>
    <name>hq</name>
    <message>
        <source>This till stands alone</source>
        <translation>本机独立运行</translation>
    </message>
    <message>
        <source>Headquarters cannot be reached; events wait</source>
        <translation>连不上总部，数据待传</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>上传中</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Headquarters refuses this till</source>
        <translation>总部拒收本机数据</translation>
    </message>
    <message>
        <source>This till was shut out</source>
        <translation>本机已被总部停用</translation>
    </message>
    <message>
        <source>for {count} min</source>
        <translation>已等 {count} 分钟</translation>
    </message>
    <message>
        <source>for {count} h</source>
        <translation>已等 {count} 小时</translation>
    </message>
    <message>
        <source>for {count} d</source>
        <translation>已等 {count} 天</translation>
    </message>
</context>
<context>
    <name>import</name>
    <message>
        <source>— not taken over —</source>
        <translation>— 不导入 —</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Old card number</source>
        <translation>旧卡号</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Birthday is lunar</source>
        <translation>是否农历生日</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入会日期</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>会员有效期至</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Stored value, gift in it</source>
        <translation>储值余额(含赠金)</translation>
    </message>
    <message>
        <source>Stored value: principal</source>
        <translation>储值本金</translation>
    </message>
    <message>
        <source>Stored value: gift</source>
        <translation>储值赠金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>成长值</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>到店次数</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>最近到店</translation>
    </message>
    <message>
        <source>Brought by (phone or card)</source>
        <translation>推荐人(手机或卡号)</translation>
    </message>
    <message>
        <source>No phone number</source>
        <translation>手机号码不对</translation>
    </message>
    <message>
        <source>Date not understood: write 1990-05-21</source>
        <translation>日期看不懂，请写成 1990-05-21</translation>
    </message>
    <message>
        <source>Amount not understood, or negative</source>
        <translation>金额看不懂或为负数</translation>
    </message>
    <message>
        <source>Number not understood, or not whole</source>
        <translation>数字看不懂或不是整数</translation>
    </message>
    <message>
        <source>Word not understood</source>
        <translation>内容看不懂</translation>
    </message>
    <message>
        <source>The shop&apos;s own field does not take this</source>
        <translation>自定义栏位不接受这个值</translation>
    </message>
    <message>
        <source>No name, phone or card</source>
        <translation>没有姓名、手机号码或卡号</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>内容太长</translation>
    </message>
    <message>
        <source>No such tier: set it up first, or name it here</source>
        <translation>没有这个等级，请先设置</translation>
    </message>
    <message>
        <source>Card number in use</source>
        <translation>卡号已被使用</translation>
    </message>
    <message>
        <source>This member is here already</source>
        <translation>这位会员已存在</translation>
    </message>
    <message>
        <source>The gift is more than the balance</source>
        <translation>赠送金额大于余额</translation>
    </message>
    <message>
        <source>Another member has this phone</source>
        <translation>同一手机号码已有其他会员</translation>
    </message>
    <message>
        <source>Who brought the member was not found</source>
        <translation>找不到推荐人</translation>
    </message>
    <message>
        <source>Phone restored from a number</source>
        <translation>手机号码已还原</translation>
    </message>
    <message>
        <source>Date worked out: please check</source>
        <translation>日期已换算，请核对</translation>
    </message>
    <message>
        <source>Amount without needless digits</source>
        <translation>金额已去掉多余小数</translation>
    </message>
    <message>
        <source>Leading zeros put back</source>
        <translation>卡号前面的 0 已补上</translation>
    </message>
    <message>
        <source>Reading and checking rows: {done} of {total}</source>
        <translation>正在读取并检查：{done} / {total} 行</translation>
    </message>
    <message>
        <source>Preparing members: {done} of {total}</source>
        <translation>正在准备会员：{done} / {total}</translation>
    </message>
    <message>
        <source>Booking members: {done} of {total}</source>
        <translation>正在入账：{done} / {total}</translation>
    </message>
    <message>
        <source>Waiting for a quiet moment at the counter. Nothing is booked yet.</source>
        <translation>收银台正忙，稍候自动继续。目前尚未入账。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>This is a web page with another name. Open it in a spreadsheet and save it as XLSX.</source>
        <translation>这其实是网页文件，请用表格软件打开后另存为 XLSX。</translation>
    </message>
    <message>
        <source>The workbook has a password. Save it without one.</source>
        <translation>工作簿设有密码，请取消密码后再导入。</translation>
    </message>
    <message>
        <source>The text is in no known encoding. Save the table as XLSX.</source>
        <translation>无法识别文字编码，请另存为 XLSX。</translation>
    </message>
    <message>
        <source>There is no row of headings. Put names above the columns.</source>
        <translation>没有找到标题行，请在各列上方写上列名。</translation>
    </message>
    <message>
        <source>The table is too big. Delete stray cells far right and below, or split it.</source>
        <translation>表格太大，请删除右侧和下方多余的单元格，或拆成几个文件。</translation>
    </message>
    <message>
        <source>This is no XLSX, XLS or CSV that can be read.</source>
        <translation>无法读取，请使用 XLSX、XLS 或 CSV。</translation>
    </message>
    <message>
        <source>Say which column is the name, the phone or the card number.</source>
        <translation>请指定哪一列是姓名、手机或卡号。</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Sale</source>
        <extracomment>Kinds that move money, points or uses: what the counter shows.</extracomment>
        <translation>消费</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>积分兑换</translation>
    </message>
    <message>
        <source>Gift returned</source>
        <translation>兑换退回</translation>
    </message>
    <message>
        <source>Lucky draw</source>
        <translation>抽奖</translation>
    </message>
    <message>
        <source>Birthday points</source>
        <translation>生日送分</translation>
    </message>
    <message>
        <source>Points given</source>
        <translation>赠送积分</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>收回赠送积分</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>勋章</translation>
    </message>
    <message>
        <source>Badge taken back</source>
        <translation>收回勋章</translation>
    </message>
    <message>
        <source>Tier given</source>
        <translation>赠予等级</translation>
    </message>
    <message>
        <source>Given tier ended</source>
        <translation>赠予等级结束</translation>
    </message>
    <message>
        <source>Tier reviewed</source>
        <translation>等级复审</translation>
    </message>
    <message>
        <source>Points changed by hand</source>
        <translation>手工调整积分</translation>
    </message>
    <message>
        <source>Points expired</source>
        <translation>积分到期</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>入会</translation>
    </message>
    <message>
        <source>Profile changed</source>
        <translation>修改资料</translation>
    </message>
    <message>
        <source>Card issued</source>
        <translation>发卡</translation>
    </message>
    <message>
        <source>Card lost</source>
        <translation>挂失</translation>
    </message>
    <message>
        <source>Card found</source>
        <translation>解除挂失</translation>
    </message>
    <message>
        <source>Card replaced</source>
        <translation>换卡</translation>
    </message>
    <message>
        <source>Card returned</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Tier changed</source>
        <translation>等级变动</translation>
    </message>
    <message>
        <source>Top-up + {bonus} gift</source>
        <translation>充值 送 {bonus}</translation>
    </message>
    <message>
        <source>Top-up undone</source>
        <translation>充值退款</translation>
    </message>
    <message>
        <source>Bonus instalment</source>
        <translation>分期返赠金</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>转出</translation>
    </message>
    <message>
        <source>Transfer received</source>
        <translation>转入</translation>
    </message>
    <message>
        <source>Card handed over</source>
        <translation>转卡转出</translation>
    </message>
    <message>
        <source>Card taken over</source>
        <translation>转卡转入</translation>
    </message>
    <message>
        <source>Card closed</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Deducted</source>
        <translation>扣款</translation>
    </message>
    <message>
        <source>Account frozen</source>
        <translation>冻结账户</translation>
    </message>
    <message>
        <source>Account let go</source>
        <translation>解冻账户</translation>
    </message>
    <message>
        <source>Card password set</source>
        <translation>设置卡密码</translation>
    </message>
    <message>
        <source>Limit a day set</source>
        <translation>设置每日限额</translation>
    </message>
    <message>
        <source>Card to stock</source>
        <translation>卡片回库</translation>
    </message>
    <message>
        <source>Card reactivated</source>
        <translation>卡片激活</translation>
    </message>
    <message>
        <source>Card void</source>
        <translation>卡片作废</translation>
    </message>
    <message>
        <source>Pass sold</source>
        <translation>购次卡</translation>
    </message>
    <message>
        <source>Pass renewed</source>
        <translation>次卡续卡</translation>
    </message>
    <message>
        <source>Pass used</source>
        <translation>次卡核销</translation>
    </message>
    <message>
        <source>Use taken back</source>
        <translation>核销撤销</translation>
    </message>
    <message>
        <source>Pass frozen</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>Freeze ended</source>
        <translation>结束停卡</translation>
    </message>
    <message>
        <source>Pass refunded</source>
        <translation>退次卡</translation>
    </message>
    <message>
        <source>Pass expired</source>
        <translation>次卡到期</translation>
    </message>
    <message>
        <source>Pass reactivated</source>
        <translation>次卡恢复</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>换货</translation>
    </message>
    <message>
        <source>Change kept</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>Kept change paid out</source>
        <translation>支取存零</translation>
    </message>
    <message>
        <source>Coupon given</source>
        <translation>发券</translation>
    </message>
    <message>
        <source>Coupon expired</source>
        <translation>优惠券过期</translation>
    </message>
    <message>
        <source>Coupon handed on</source>
        <translation>转赠优惠券</translation>
    </message>
    <message>
        <source>Coupon taken back</source>
        <translation>收回优惠券</translation>
    </message>
    <message>
        <source>Pass given</source>
        <translation>赠送次卡</translation>
    </message>
    <message>
        <source>Pass taken back</source>
        <translation>收回次卡</translation>
    </message>
    <message>
        <source>Came over from another system</source>
        <translation>由旧系统导入</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Membership stopped or allowed</source>
        <translation>停用或恢复会员</translation>
    </message>
    <message>
        <source>Merged with another member</source>
        <translation>与其他会员合并</translation>
    </message>
    <message>
        <source>Merge undone</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意事项</translation>
    </message>
</context>
<context>
    <name>mall</name>
    <message>
        <source>None left</source>
        <translation>已兑完</translation>
    </message>
    <message>
        <source>Not enough points</source>
        <translation>积分不足</translation>
    </message>
    <message>
        <source>Points stand below zero</source>
        <translation>积分为负</translation>
    </message>
    <message>
        <source>Had as often as allowed</source>
        <translation>已达次数上限</translation>
    </message>
    <message>
        <source>Not on this date</source>
        <translation>不在活动日期</translation>
    </message>
    <message>
        <source>Not on this weekday</source>
        <translation>今天不适用</translation>
    </message>
    <message>
        <source>Not at this hour</source>
        <translation>不在适用时段</translation>
    </message>
    <message>
        <source>For other tiers</source>
        <translation>限其他等级</translation>
    </message>
    <message>
        <source>For the visit</source>
        <translation>到店积分</translation>
    </message>
    <message>
        <source>Brought by a friend</source>
        <translation>受邀礼</translation>
    </message>
    <message>
        <source>Brought a friend</source>
        <translation>推荐礼</translation>
    </message>
    <message>
        <source>With a badge</source>
        <translation>勋章奖励</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>For joining</source>
        <translation>入会礼</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Lucky draw</source>
        <translation>抽奖</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手工调整</translation>
    </message>
</context>
<context>
    <name>member_cells</name>
    <message>
        <source>Lost</source>
        <translation>挂失</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>Blacklisted</source>
        <translation>黑名单</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已到期</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡号</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>储值</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>最近到店</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>到店次数</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入会日期</translation>
    </message>
</context>
<context>
    <name>member_export</name>
    <message>
        <source>Members {date}</source>
        <translation>会员名单 {date}</translation>
    </message>
    <message>
        <source>{members} members written.</source>
        <translation>已写出 {members} 位会员。</translation>
    </message>
</context>
<context>
    <name>member_facts</name>
    <message>
        <source>lunar, leap month {date}</source>
        <extracomment>Characters of a value that fit beside its name; the edit page shows all of it.</extracomment>
        <translation>农历闰月 {date}</translation>
    </message>
    <message>
        <source>lunar {date}</source>
        <translation>农历 {date}</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推荐人</translation>
    </message>
    <message>
        <source>Sold by</source>
        <translation>销售员</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>merge</name>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>This is open already.</source>
        <translation>已经打开了。</translation>
    </message>
    <message>
        <source>This amount cannot be used.</source>
        <translation>这个金额不能用。</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>读不了这个文件。</translation>
    </message>
    <message>
        <source>This line is not an action.</source>
        <translation>这一行不是有效的操作。</translation>
    </message>
    <message>
        <source>This value cannot be used here.</source>
        <translation>这个值不能用在这里。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，没有任何改动。</translation>
    </message>
    <message>
        <source>This card is reported lost.</source>
        <translation>这张卡已挂失。</translation>
    </message>
    <message>
        <source>The card reads back something else than was written.</source>
        <translation>卡里读回的内容和写入的不一致。</translation>
    </message>
    <message>
        <source>The card cannot be used in its present state.</source>
        <translation>这张卡目前的状态不能使用。</translation>
    </message>
    <message>
        <source>The card could not be written.</source>
        <translation>卡没有写成。</translation>
    </message>
    <message>
        <source>The clock of this till is behind the last booking.</source>
        <translation>本机时钟早于最后一笔账。</translation>
    </message>
    <message>
        <source>This coupon is past its last day.</source>
        <translation>这张优惠券已过期。</translation>
    </message>
    <message>
        <source>This coupon is used already.</source>
        <translation>这张优惠券已用过。</translation>
    </message>
    <message>
        <source>Another program holds the database.</source>
        <translation>另一个程序占用了数据库。</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>数据库已损坏。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote the database.</source>
        <translation>数据库是由更新版本的程序写入的。</translation>
    </message>
    <message>
        <source>Another program holds this device.</source>
        <translation>另一个程序占用了这个设备。</translation>
    </message>
    <message>
        <source>This user may not open the device.</source>
        <translation>当前用户无权使用这个设备。</translation>
    </message>
    <message>
        <source>The device is disconnected.</source>
        <translation>设备已断开。</translation>
    </message>
    <message>
        <source>The device did not answer in time.</source>
        <translation>设备没有及时应答。</translation>
    </message>
    <message>
        <source>The disk could not be read or written.</source>
        <translation>磁盘读写失败。</translation>
    </message>
    <message>
        <source>The disk is full ({free_bytes} free). Nothing was saved.</source>
        <translation>磁盘已满（剩余 {free_bytes}），未保存。</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was saved.</source>
        <translation>磁盘已满，未保存。</translation>
    </message>
    <message>
        <source>There is nothing in the cart.</source>
        <translation>购物车是空的。</translation>
    </message>
    <message>
        <source>The result differs from what was expected.</source>
        <translation>结果与预期不符。</translation>
    </message>
    <message>
        <source>Headquarters knows another history of this till.</source>
        <translation>总部记录的本机历史与本机不同。</translation>
    </message>
    <message>
        <source>Headquarters misses earlier bookings of this till.</source>
        <translation>总部缺少本机较早的账。</translation>
    </message>
    <message>
        <source>Another window works with this data folder.</source>
        <translation>另一个窗口正在使用这个数据目录。</translation>
    </message>
    <message>
        <source>Only headquarters can answer this.</source>
        <translation>这件事只有总部能答复。</translation>
    </message>
    <message>
        <source>Headquarters refused this.</source>
        <translation>总部拒绝了这次操作。</translation>
    </message>
    <message>
        <source>Headquarters cannot be reached.</source>
        <translation>连不上总部。</translation>
    </message>
    <message>
        <source>Not enough points: {have} left, {asked} needed.</source>
        <translation>积分不足：剩 {have}，需要 {asked}。</translation>
    </message>
    <message>
        <source>Not enough points.</source>
        <translation>积分不足。</translation>
    </message>
    <message>
        <source>Not enough stored value: {have_fen} left, {asked_fen} needed.</source>
        <translation>储值余额不足：剩 {have_fen}，需要 {asked_fen}。</translation>
    </message>
    <message>
        <source>Not enough stored value.</source>
        <translation>储值余额不足。</translation>
    </message>
    <message>
        <source>The key of the database is not on this computer.</source>
        <translation>这台电脑上没有数据库的密钥。</translation>
    </message>
    <message>
        <source>The law allows no more than {limit_fen} here.</source>
        <translation>法规规定此处最多 {limit_fen}。</translation>
    </message>
    <message>
        <source>The law allows no more here.</source>
        <translation>超过了法规允许的上限。</translation>
    </message>
    <message>
        <source>The shop&apos;s limit is {limit_fen}.</source>
        <translation>本店上限为 {limit_fen}。</translation>
    </message>
    <message>
        <source>The shop&apos;s limit is passed.</source>
        <translation>超过了本店的上限。</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Locked for {wait_s}.</source>
        <translation>PIN 输错次数过多，锁定 {wait_s}。</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Locked for a while.</source>
        <translation>PIN 输错次数过多，暂时锁定。</translation>
    </message>
    <message>
        <source>A manager must approve this.</source>
        <translation>需要店长批准。</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>还没有开班。</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>您的角色不能做这项操作。</translation>
    </message>
    <message>
        <source>There is data here already.</source>
        <translation>这里已经有数据了。</translation>
    </message>
    <message>
        <source>This till belongs to no headquarters yet.</source>
        <translation>本机还没有加入总部。</translation>
    </message>
    <message>
        <source>Not found: {what}.</source>
        <translation>找不到：{what}。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>什么也没找到。</translation>
    </message>
    <message>
        <source>This cannot be had now or by this member.</source>
        <translation>现在或该会员不能使用此项。</translation>
    </message>
    <message>
        <source>All of this is refunded already.</source>
        <translation>这一单已全部退完。</translation>
    </message>
    <message>
        <source>This number is in use already.</source>
        <translation>这个号码已被使用。</translation>
    </message>
    <message>
        <source>There is not enough in stock.</source>
        <translation>库存不足。</translation>
    </message>
    <message>
        <source>Only {left_fen} is left to refund.</source>
        <translation>最多还能退 {left_fen}。</translation>
    </message>
    <message>
        <source>This is more than is left to refund.</source>
        <translation>超过了还能退的数。</translation>
    </message>
    <message>
        <source>The receipt printer is out of paper.</source>
        <translation>小票机缺纸。</translation>
    </message>
    <message>
        <source>This pass is past its last day.</source>
        <translation>这张次卡已过期。</translation>
    </message>
    <message>
        <source>This pass is frozen.</source>
        <translation>这张次卡已冻结。</translation>
    </message>
    <message>
        <source>Nothing is left on this pass.</source>
        <translation>这张次卡已用完。</translation>
    </message>
    <message>
        <source>The points stand below zero.</source>
        <translation>积分为负数。</translation>
    </message>
    <message>
        <source>The receipt printer does not answer.</source>
        <translation>小票机没有应答。</translation>
    </message>
    <message>
        <source>A price or balance has changed.</source>
        <translation>价格或余额有变动。</translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation>数据目录无法写入。</translation>
    </message>
    <message>
        <source>Headquarters has shut out this till.</source>
        <translation>总部已停用本机。</translation>
    </message>
    <message>
        <source>A shift is open already.</source>
        <translation>已有班次在进行。</translation>
    </message>
    <message>
        <source>The payments come to {given_fen}; {due_fen} is due.</source>
        <translation>付款合计 {given_fen}，应收 {due_fen}。</translation>
    </message>
    <message>
        <source>The payments do not fit the amount due.</source>
        <translation>付款与应收金额不符。</translation>
    </message>
    <message>
        <source>This can no longer be undone.</source>
        <translation>已经不能撤销了。</translation>
    </message>
    <message>
        <source>The code is wrong, used or too old.</source>
        <translation>代码不对、已用过或已过期。</translation>
    </message>
    <message>
        <source>Wrong PIN. Tries left: {left}.</source>
        <translation>PIN 不对，还可再试 {left} 次。</translation>
    </message>
    <message>
        <source>Wrong PIN.</source>
        <translation>PIN 不对。</translation>
    </message>
    <message>
        <source>Go on with the one that is open.</source>
        <translation>请在已打开的那一个里继续。</translation>
    </message>
    <message>
        <source>Enter an amount above zero with at most two decimals.</source>
        <translation>请输入大于零、最多两位小数的金额。</translation>
    </message>
    <message>
        <source>Check the file, or choose another one.</source>
        <translation>请检查文件，或另选一个。</translation>
    </message>
    <message>
        <source>Correct the line and try again.</source>
        <translation>请改正这一行后重试。</translation>
    </message>
    <message>
        <source>Correct the marked field and try again.</source>
        <translation>请改正标出的栏目后重试。</translation>
    </message>
    <message>
        <source>Begin again when you are ready.</source>
        <translation>准备好后重新开始。</translation>
    </message>
    <message>
        <source>Keep the card and ask for identification; it can be reported found.</source>
        <translation>请收下卡并核对身份；找到本人后可解除挂失。</translation>
    </message>
    <message>
        <source>Write the card again, or take a new one.</source>
        <translation>请重写一次，或换一张卡。</translation>
    </message>
    <message>
        <source>Look up the card, or take another one.</source>
        <translation>请查一下这张卡，或换一张。</translation>
    </message>
    <message>
        <source>Swipe it again evenly, or take another card.</source>
        <translation>请匀速再刷一次，或换一张卡。</translation>
    </message>
    <message>
        <source>Set date and time of the computer right, then go on.</source>
        <translation>请把电脑的日期和时间调准，再继续。</translation>
    </message>
    <message>
        <source>Leave the coupon out.</source>
        <translation>请不用这张券。</translation>
    </message>
    <message>
        <source>End the other program, then try again.</source>
        <translation>请结束另一个程序后重试。</translation>
    </message>
    <message>
        <source>Do not sell on. Restore the last backup or call for help.</source>
        <translation>请停止收银。恢复最近的备份，或联系技术支持。</translation>
    </message>
    <message>
        <source>Install that version or a later one.</source>
        <translation>请安装该版本或更新的版本。</translation>
    </message>
    <message>
        <source>End the other program; the device is then taken up by itself.</source>
        <translation>请结束另一个程序，设备会自动接上。</translation>
    </message>
    <message>
        <source>Add the user to the group dialout, then sign in to the computer again.</source>
        <translation>请把用户加入 dialout 组，然后重新登录电脑。</translation>
    </message>
    <message>
        <source>Check plug and power; it is taken up again by itself.</source>
        <translation>请检查插头和电源，接好后会自动恢复。</translation>
    </message>
    <message>
        <source>Check its power, then try again.</source>
        <translation>请检查电源后重试。</translation>
    </message>
    <message>
        <source>Check the disk before you sell on.</source>
        <translation>继续收银前请先检查磁盘。</translation>
    </message>
    <message>
        <source>Free some space on the disk, then try again.</source>
        <translation>请腾出一些磁盘空间后重试。</translation>
    </message>
    <message>
        <source>Scan or choose an article first.</source>
        <translation>请先扫码或选择商品。</translation>
    </message>
    <message>
        <source>Compare the differences.</source>
        <translation>请对照差异。</translation>
    </message>
    <message>
        <source>Do not sell on this till; call headquarters.</source>
        <translation>请停用本机收银，并联系总部。</translation>
    </message>
    <message>
        <source>They are sent again by themselves; go on selling.</source>
        <translation>会自动补传，可继续收银。</translation>
    </message>
    <message>
        <source>Use the window that is open.</source>
        <translation>请使用已打开的窗口。</translation>
    </message>
    <message>
        <source>Try again when headquarters can be reached.</source>
        <translation>请在连上总部后重试。</translation>
    </message>
    <message>
        <source>Go on selling and call headquarters.</source>
        <translation>可继续收银，并联系总部。</translation>
    </message>
    <message>
        <source>Go on selling: all is kept and sent later. Check network and address.</source>
        <translation>可继续收银：数据都已保存，稍后补传。请检查网络和地址。</translation>
    </message>
    <message>
        <source>Use fewer points.</source>
        <translation>请少用一些积分。</translation>
    </message>
    <message>
        <source>Top up, or pay the rest another way.</source>
        <translation>请先充值，或用其他方式付余下部分。</translation>
    </message>
    <message>
        <source>Enter the recovery code, or restore a backup.</source>
        <translation>请输入恢复码，或恢复备份。</translation>
    </message>
    <message>
        <source>Lower the amount.</source>
        <translation>请降低金额。</translation>
    </message>
    <message>
        <source>Lower the amount, or ask a manager.</source>
        <translation>请降低金额，或请店长处理。</translation>
    </message>
    <message>
        <source>Wait, or let somebody else sign in.</source>
        <translation>请稍候，或由其他人登录。</translation>
    </message>
    <message>
        <source>Let a manager enter a PIN.</source>
        <translation>请店长输入 PIN。</translation>
    </message>
    <message>
        <source>Count the cash in the drawer and open a shift.</source>
        <translation>请清点钱箱现金后开班。</translation>
    </message>
    <message>
        <source>Ask somebody with this right to sign in.</source>
        <translation>请由有此权限的人登录。</translation>
    </message>
    <message>
        <source>Choose an empty place.</source>
        <translation>请选择空的位置。</translation>
    </message>
    <message>
        <source>Join a headquarters under Settings.</source>
        <translation>请在设置里加入总部。</translation>
    </message>
    <message>
        <source>Check name or number and try again.</source>
        <translation>请核对姓名或号码后重试。</translation>
    </message>
    <message>
        <source>Look at its dates, hours and tiers, or choose something else.</source>
        <translation>请查看日期、时段和等级，或另选一项。</translation>
    </message>
    <message>
        <source>Choose another sale.</source>
        <translation>请选择另一单。</translation>
    </message>
    <message>
        <source>Enter another number.</source>
        <translation>请换一个号码。</translation>
    </message>
    <message>
        <source>Take fewer, or correct the stock.</source>
        <translation>请减少数量，或更正库存。</translation>
    </message>
    <message>
        <source>Lower quantity or amount.</source>
        <translation>请减少数量或金额。</translation>
    </message>
    <message>
        <source>Put in a new roll; waiting receipts then print by themselves.</source>
        <translation>请换上新纸卷，未打的小票会自动打出。</translation>
    </message>
    <message>
        <source>Sell or renew a pass.</source>
        <translation>请售出或续一张次卡。</translation>
    </message>
    <message>
        <source>End the freeze first.</source>
        <translation>请先解除冻结。</translation>
    </message>
    <message>
        <source>They must be earned back first.</source>
        <translation>要先把积分赚回来。</translation>
    </message>
    <message>
        <source>Check power, cover and cable; waiting receipts then print by themselves.</source>
        <translation>请检查电源、机盖和连线，未打的小票会自动打出。</translation>
    </message>
    <message>
        <source>Look at the new total, then confirm again.</source>
        <translation>请看新的合计，再确认一次。</translation>
    </message>
    <message>
        <source>Check the rights of the folder and its disk.</source>
        <translation>请检查目录权限和磁盘。</translation>
    </message>
    <message>
        <source>Call headquarters.</source>
        <translation>请联系总部。</translation>
    </message>
    <message>
        <source>Count and close it first.</source>
        <translation>请先清点并交班。</translation>
    </message>
    <message>
        <source>Correct the payments.</source>
        <translation>请更正付款。</translation>
    </message>
    <message>
        <source>Ask headquarters for a new code and enter it exactly.</source>
        <translation>请向总部要一个新代码，并准确输入。</translation>
    </message>
    <message>
        <source>Enter it again.</source>
        <translation>请重新输入。</translation>
    </message>
    <message>
        <source>This is not the recovery code of this data.</source>
        <translation>这不是这份数据的恢复码。</translation>
    </message>
    <message>
        <source>Enter it exactly as it was written down when the shop was set up.</source>
        <translation>请按开店时抄下的内容准确输入。</translation>
    </message>
    <message>
        <source>This computer has no font with Chinese characters.</source>
        <translation>这台电脑没有中文字体。</translation>
    </message>
    <message>
        <source>Install one, such as Noto Sans CJK; receipts then print by themselves.</source>
        <translation>请安装一种，例如 Noto Sans CJK；之后小票会自动打印。</translation>
    </message>
    <message>
        <source>The database is not where it should be.</source>
        <translation>数据库不在应有的位置。</translation>
    </message>
    <message>
        <source>Check the disk, or restore the last backup.</source>
        <translation>请检查磁盘，或恢复最近的备份。</translation>
    </message>
    <message>
        <source>entry</source>
        <extracomment>The `what` of an error → a noun; &quot;&quot; for any other.</extracomment>
        <translation>该项</translation>
    </message>
    <message>
        <source>member</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>card</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>sale</source>
        <translation>销售单</translation>
    </message>
    <message>
        <source>article</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>员工</translation>
    </message>
    <message>
        <source>referrer</source>
        <translation>推荐人</translation>
    </message>
    <message>
        <source>top-up</source>
        <translation>充值单</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>小票</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>shop</source>
        <translation>店铺</translation>
    </message>
    <message>
        <source>The last day of this pass was {valid_to}.</source>
        <translation>这张卡的有效期到 {valid_to} 为止，已过期。</translation>
    </message>
    <message>
        <source>For this coupon the goods must cost {missing_fen} more.</source>
        <translation>适用商品还差 {missing_fen}，才能用这张券。</translation>
    </message>
    <message>
        <source>This coupon cannot be used for this sale.</source>
        <translation>这张券不能用于本单。</translation>
    </message>
    <message>
        <source>This pass is frozen up to {until}.</source>
        <translation>这张卡停用到 {until}（含当天）。</translation>
    </message>
    <message>
        <source>This pass has no last day that a freeze could move.</source>
        <translation>这张卡没有到期日，不需要停卡。</translation>
    </message>
    <message>
        <source>This pass does not hold at this time.</source>
        <translation>这张卡现在这个时段不能用。</translation>
    </message>
    <message>
        <source>Not enough uses: {left} left, {asked} needed.</source>
        <translation>次数不够：剩 {left} 次，需要 {asked} 次。</translation>
    </message>
    <message>
        <source>Leave it out, or look at its days, goods and owner in the list of coupons.</source>
        <translation>不用这张券，或按 F1 查看它的日期、适用商品和归属。</translation>
    </message>
    <message>
        <source>Leave it as it is: it does not run out.</source>
        <translation>保持原样即可，它不会过期。</translation>
    </message>
    <message>
        <source>Look at the days and hours of the pass.</source>
        <translation>看一下这张卡可用的星期和时段。</translation>
    </message>
    <message>
        <source>Ask a manager.</source>
        <translation>请找店长处理。</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>kind of pass</source>
        <translation>次卡种类</translation>
    </message>
    <message>
        <source>use of a pass</source>
        <translation>核销记录</translation>
    </message>
    <message>
        <source>freeze</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>This pass lets in {limit} person(s) at once.</source>
        <translation>这张卡一次最多 {limit} 人。</translation>
    </message>
    <message>
        <source>Lower the number of persons, or use another pass.</source>
        <translation>减少人数，或换一张卡。</translation>
    </message>
    <message>
        <source>This card holds another number already.</source>
        <translation>这张卡里已写有别的卡号。</translation>
    </message>
    <message>
        <source>Take a blank card, or issue this one under its own number.</source>
        <translation>请换一张空白卡，或按卡内原卡号发卡。</translation>
    </message>
    <message>
        <source>This account is frozen.</source>
        <extracomment>Code → what happened.</extracomment>
        <translation>该账户已冻结。</translation>
    </message>
    <message>
        <source>This offer does not apply now.</source>
        <translation>该活动现在不适用。</translation>
    </message>
    <message>
        <source>The card still has its first password.</source>
        <translation>此卡仍是初始密码。</translation>
    </message>
    <message>
        <source>The card has a password.</source>
        <translation>此卡设有密码。</translation>
    </message>
    <message>
        <source>Let it go first, or pay another way.</source>
        <extracomment>Code → what to do now.</extracomment>
        <translation>请先解冻，或换一种付款方式。</translation>
    </message>
    <message>
        <source>Choose another offer, or none.</source>
        <translation>请换一个活动，或不参加活动。</translation>
    </message>
    <message>
        <source>Let the holder choose another one, then pay.</source>
        <translation>请持卡人修改密码后再支付。</translation>
    </message>
    <message>
        <source>Let the holder enter it.</source>
        <translation>请持卡人输入密码。</translation>
    </message>
    <message>
        <source>From {limit_fen} on the law takes no cash.</source>
        <translation>法规规定 {limit_fen} 及以上不得收现金。</translation>
    </message>
    <message>
        <source>Choose another way to pay.</source>
        <translation>请换一种付款方式。</translation>
    </message>
    <message>
        <source>By law no more than {limit_fen} goes back in cash.</source>
        <translation>法规规定现金退款不得超过 {limit_fen}。</translation>
    </message>
    <message>
        <source>Pay it back to an account of the same name.</source>
        <translation>请退到同名账户。</translation>
    </message>
    <message>
        <source>From {limit_fen} on the law asks for an identity document.</source>
        <translation>法规规定 {limit_fen} 及以上须登记有效身份证件。</translation>
    </message>
    <message>
        <source>Enter the document of the one who pays.</source>
        <translation>请登记购卡人的证件号码。</translation>
    </message>
    <message>
        <source>The last day to withdraw, {until}, has passed.</source>
        <translation>无理由退款期已于 {until} 结束。</translation>
    </message>
    <message>
        <source>Close the card instead.</source>
        <translation>请改办退卡。</translation>
    </message>
    <message>
        <source>Wrong card password. Tries left: {left}.</source>
        <translation>卡密码错误，还可再试 {left} 次。</translation>
    </message>
    <message>
        <source>Let the holder enter it again.</source>
        <translation>请持卡人重新输入。</translation>
    </message>
    <message>
        <source>Too many wrong card passwords. Locked for {wait_s}.</source>
        <translation>卡密码多次错误，已锁定 {wait_s}。</translation>
    </message>
    <message>
        <source>Wait, or pay another way.</source>
        <translation>请稍候，或换一种付款方式。</translation>
    </message>
    <message>
        <source>This card does not prove that it is one of ours.</source>
        <translation>此卡没有本店防伪码。</translation>
    </message>
    <message>
        <source>Take another card, or let the owner allow such cards.</source>
        <translation>请换一张卡，或由店主在卡务中允许此类卡。</translation>
    </message>
    <message>
        <source>This card is past its last day.</source>
        <translation>此卡已过有效期。</translation>
    </message>
    <message>
        <source>Reactivate it in the member&apos;s cards.</source>
        <translation>请在会员的卡片页中激活。</translation>
    </message>
    <message>
        <source>This is the password the card has already.</source>
        <translation>新密码与原密码相同。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>A reason is missing.</source>
        <translation>未填写原因。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>请填写原因。</translation>
    </message>
    <message>
        <source>This is the same member.</source>
        <translation>这是同一位会员。</translation>
    </message>
    <message>
        <source>Choose another member.</source>
        <translation>请选择另一位会员。</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>活动</translation>
    </message>
    <message>
        <source>Coupons of this kind used today: {limit}, which is the most.</source>
        <translation>这种券今天已用 {limit} 张，达到上限。</translation>
    </message>
    <message>
        <source>Leave the coupon out; it can be used on another day.</source>
        <translation>本单不用这张券，改天还能用。</translation>
    </message>
    <message>
        <source>The member has had {limit} coupons of this kind, which is the most.</source>
        <translation>该会员已领 {limit} 张这种券，达到上限。</translation>
    </message>
    <message>
        <source>Choose another kind of coupon.</source>
        <translation>请换一种券。</translation>
    </message>
    <message>
        <source>All {limit} coupons of this kind have been given.</source>
        <translation>这种券共 {limit} 张，已全部发完。</translation>
    </message>
    <message>
        <source>Choose another kind of coupon, or ask the owner to make more.</source>
        <translation>请换一种券，或请店主增发。</translation>
    </message>
    <message>
        <source>coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>kind of coupon</source>
        <translation>券种</translation>
    </message>
    <message>
        <source>This membership is frozen, blacklisted or over.</source>
        <translation>该会员已冻结、列入黑名单或已到期。</translation>
    </message>
    <message>
        <source>Sell without the member, or have a manager look at the profile first.</source>
        <translation>请按散客收银，或请店长先查看会员资料。</translation>
    </message>
</context>
<context>
    <name>offers</name>
    <message>
        <source>+{percent} %</source>
        <translation>送 {percent}%</translation>
    </message>
    <message>
        <source>+{bonus} gift</source>
        <translation>送 {bonus}</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>送 {points} 分</translation>
    </message>
    <message>
        <source>{bonus} in {count} parts</source>
        <translation>分 {count} 期返 {bonus}</translation>
    </message>
    <message>
        <source>Bonus later, {first} to {last}</source>
        <translation>分期返赠金，{first} 至 {last}</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分</translation>
    </message>
    <message>
        <source>Points, in {days} days</source>
        <translation>积分，{days} 天后到账</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>Not today</source>
        <translation>今天不适用</translation>
    </message>
    <message>
        <source>Other tiers only</source>
        <translation>限其他等级</translation>
    </message>
    <message>
        <source>First top-up only</source>
        <translation>限首次充值</translation>
    </message>
    <message>
        <source>Taken already</source>
        <translation>已参加过</translation>
    </message>
    <message>
        <source>None left</source>
        <translation>名额已满</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>不适用</translation>
    </message>
</context>
<context>
    <name>papers</name>
    <message>
        <source>Receipt</source>
        <translation>消费小票</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Top-up refunded</source>
        <translation>充值退款</translation>
    </message>
    <message>
        <source>Card closed</source>
        <translation>销卡</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转账</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>储值</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>礼品</translation>
    </message>
    <message>
        <source>Lucky draw</source>
        <translation>抽奖</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>签到</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>开卡</translation>
    </message>
    <message>
        <source>Card label</source>
        <translation>卡标签</translation>
    </message>
    <message>
        <source>Shift report</source>
        <translation>班次报表</translation>
    </message>
    <message>
        <source>Other report</source>
        <translation>其他报表</translation>
    </message>
    <message>
        <source>Waits for the printer</source>
        <translation>等待打印机</translation>
    </message>
    <message>
        <source>Waited long: still wanted?</source>
        <translation>等了很久，还要打吗？</translation>
    </message>
    <message>
        <source>Perhaps printed: look</source>
        <translation>可能已打出，请查看</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>未打印</translation>
    </message>
    <message>
        <source>Papers that waited too long to be printed unasked: {count}. Devices, F4 decides.</source>
        <translation>有 {count} 张单据等得太久，没有自动打印。请到“设备”按 F4 处理。</translation>
    </message>
</context>
<context>
    <name>passes</name>
    <message>
        <source>no limit of uses</source>
        <translation>不限次</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>剩 {count} 次</translation>
    </message>
    <message>
        <source>to {date}</source>
        <translation>有效期至 {date}</translation>
    </message>
    <message>
        <source>begins with its first use</source>
        <translation>首次使用起算</translation>
    </message>
    <message>
        <source>no last day</source>
        <translation>长期有效</translation>
    </message>
    <message>
        <source>lapsed</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>frozen to {date}</source>
        <translation>停卡至 {date}</translation>
    </message>
    <message>
        <source>not at this time</source>
        <translation>现在时段不可用</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>freeze from {date}</source>
        <translation>{date} 起停卡</translation>
    </message>
    <message>
        <source>{paid} + {gift} uses</source>
        <translation>{paid}+{gift} 次</translation>
    </message>
    <message>
        <source>1 use</source>
        <translation>1 次</translation>
    </message>
    <message>
        <source>{count} uses</source>
        <translation>{count} 次</translation>
    </message>
    <message>
        <source>1 month</source>
        <translation>1 个月</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} 个月</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{term} from the first use</source>
        <translation>首次使用起 {term}</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>Counter</source>
        <translation>前台</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>会员</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡务</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>营销</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>prices</name>
    <message>
        <source>{percent} %</source>
        <translation>{tenths} 折</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>优惠券</translation>
    </message>
    <message>
        <source>For {points} points</source>
        <translation>用 {points} 积分</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>优惠活动</translation>
    </message>
    <message>
        <source>Points × {times}</source>
        <translation>积分 {times} 倍</translation>
    </message>
    <message>
        <source>{missing} more saves {fen}</source>
        <translation>再买 {missing} 可减 {fen}</translation>
    </message>
    <message>
        <source>Discount by hand</source>
        <translation>手工优惠</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>积分抵扣</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>抹零</translation>
    </message>
    <message>
        <source>Has not begun</source>
        <translation>还没开始</translation>
    </message>
    <message>
        <source>Is over</source>
        <translation>已经结束</translation>
    </message>
    <message>
        <source>Not on this day of the week</source>
        <translation>今天不是活动日</translation>
    </message>
    <message>
        <source>Not at this time of day</source>
        <translation>不在活动时段</translation>
    </message>
    <message>
        <source>Not together with another offer</source>
        <translation>不与其他优惠同享</translation>
    </message>
    <message>
        <source>Member price {fen}</source>
        <translation>会员价 {fen}</translation>
    </message>
    <message>
        <source>{tier} price {fen}</source>
        <translation>{tier}价 {fen}</translation>
    </message>
    <message>
        <source>{tier} {percent}, {fen}</source>
        <translation>{tier} {percent} {fen}</translation>
    </message>
    <message>
        <source>Price changed to {fen}</source>
        <translation>改价 {fen}</translation>
    </message>
    <message>
        <source>Not discounted</source>
        <translation>不参加优惠</translation>
    </message>
    <message>
        <source>Only for {tiers}</source>
        <translation>仅限{tiers}</translation>
    </message>
    <message>
        <source>For members only</source>
        <translation>仅限会员</translation>
    </message>
    <message>
        <source>None of its goods in the cart</source>
        <translation>本单没有活动商品</translation>
    </message>
    <message>
        <source>Too few pieces</source>
        <translation>件数不够</translation>
    </message>
    <message>
        <source>{fen} more is needed</source>
        <translation>还差 {fen}</translation>
    </message>
    <message>
        <source>The price is as low already</source>
        <translation>现价已更低</translation>
    </message>
    <message>
        <source>Nothing left to take off</source>
        <translation>已无可减金额</translation>
    </message>
    <message>
        <source>For {points} points, when asked for</source>
        <translation>需 {points} 积分，勾选后兑换</translation>
    </message>
    <message>
        <source>Needs {points} points</source>
        <translation>需 {points} 积分，余额不足</translation>
    </message>
</context>
<context>
    <name>rights</name>
    <message>
        <source>Give a lost card back its use</source>
        <translation>解除挂失</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>发卡</translation>
    </message>
    <message>
        <source>Report a card lost</source>
        <translation>挂失</translation>
    </message>
    <message>
        <source>Replace a card</source>
        <translation>换卡</translation>
    </message>
    <message>
        <source>Take a card back</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Confirm the clock</source>
        <translation>确认电脑时间</translation>
    </message>
    <message>
        <source>Hand out a gift</source>
        <translation>兑换礼品</translation>
    </message>
    <message>
        <source>Give points</source>
        <translation>赠送积分</translation>
    </message>
    <message>
        <source>Give a tier</source>
        <translation>赠予等级</translation>
    </message>
    <message>
        <source>Put cash in or take it out</source>
        <translation>存取现金</translation>
    </message>
    <message>
        <source>Open the drawer without a sale</source>
        <translation>无销售开钱箱</translation>
    </message>
    <message>
        <source>Change goods</source>
        <translation>修改商品</translation>
    </message>
    <message>
        <source>Change a member</source>
        <translation>修改会员</translation>
    </message>
    <message>
        <source>Enrol a member</source>
        <translation>登记会员</translation>
    </message>
    <message>
        <source>Change points by hand</source>
        <translation>手工调整积分</translation>
    </message>
    <message>
        <source>Change a price</source>
        <translation>改价</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>销售</translation>
    </message>
    <message>
        <source>Refund a sale</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>修改设置</translation>
    </message>
    <message>
        <source>Close the shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Open a shift</source>
        <translation>开班</translation>
    </message>
    <message>
        <source>Change staff</source>
        <translation>管理员工</translation>
    </message>
    <message>
        <source>This action</source>
        <translation>这项操作</translation>
    </message>
    <message>
        <source>Freeze, reactivate or refund a pass</source>
        <translation>停卡、恢复或退次卡</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售卖次卡</translation>
    </message>
    <message>
        <source>Take back a use of a pass</source>
        <translation>撤销核销</translation>
    </message>
    <message>
        <source>Use a pass</source>
        <translation>核销次卡</translation>
    </message>
    <message>
        <source>Make cards</source>
        <translation>制卡</translation>
    </message>
    <message>
        <source>Set a card&apos;s password</source>
        <translation>设置卡密码</translation>
    </message>
    <message>
        <source>Hand a card to another member</source>
        <translation>转卡给其他会员</translation>
    </message>
    <message>
        <source>Take a card out of use for good</source>
        <translation>作废卡片</translation>
    </message>
    <message>
        <source>Give more than the offers with a top-up</source>
        <translation>充值时额外赠送</translation>
    </message>
    <message>
        <source>Undo a top-up</source>
        <translation>充值退款</translation>
    </message>
    <message>
        <source>Pay out stored value</source>
        <translation>储值提现</translation>
    </message>
    <message>
        <source>Close a card</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Deduct stored value</source>
        <translation>强制扣款</translation>
    </message>
    <message>
        <source>Freeze an account or let it go</source>
        <translation>冻结或解冻账户</translation>
    </message>
    <message>
        <source>Transfer stored value</source>
        <translation>储值转账</translation>
    </message>
    <message>
        <source>Give or take back coupons</source>
        <translation>发放或收回优惠券</translation>
    </message>
    <message>
        <source>Change offers and kinds of coupons</source>
        <translation>更改优惠活动和券种</translation>
    </message>
    <message>
        <source>Write data into a file</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>Import members</source>
        <translation>导入会员</translation>
    </message>
    <message>
        <source>Stop a membership, or allow it again</source>
        <translation>停用或恢复会员</translation>
    </message>
    <message>
        <source>Merge two members</source>
        <translation>合并会员</translation>
    </message>
</context>
<context>
    <name>roles</name>
    <message>
        <source>Owner</source>
        <translation>店主</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>店长</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收银员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计</translation>
    </message>
</context>
<context>
    <name>sexes</name>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>未填</translation>
    </message>
</context>
<context>
    <name>simulators</name>
    <message>
        <source>Swipe</source>
        <translation>刷卡</translation>
    </message>
    <message>
        <source>Hold to</source>
        <translation>放卡</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>拿开</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>扫码</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>缺纸</translation>
    </message>
    <message>
        <source>Paper low</source>
        <translation>纸将尽</translation>
    </message>
    <message>
        <source>New roll</source>
        <translation>换纸</translation>
    </message>
    <message>
        <source>Open cover</source>
        <translation>开盖</translation>
    </message>
    <message>
        <source>Close cover</source>
        <translation>合盖</translation>
    </message>
    <message>
        <source>Close drawer</source>
        <translation>关钱箱</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>拔下</translation>
    </message>
    <message>
        <source>Plug in</source>
        <translation>插上</translation>
    </message>
    <message>
        <source>Simulated devices</source>
        <translation>模拟设备</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>取卡</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插卡</translation>
    </message>
    <message>
        <source>waits for a card</source>
        <translation>等待刷卡</translation>
    </message>
    <message>
        <source>not asked for a card</source>
        <translation>未要求刷卡</translation>
    </message>
    <message>
        <source>a card is at it</source>
        <translation>有卡在上面</translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>Spent below the limit of the balance</source>
        <extracomment>More are shown when these are done.</extracomment>
        <translation>余额被花成负数</translation>
    </message>
    <message>
        <source>Spent what another till was to keep</source>
        <translation>花了留给其他收银机的额度</translation>
    </message>
    <message>
        <source>Spent without a right to it</source>
        <translation>没有额度却扣了款</translation>
    </message>
    <message>
        <source>Coupon used twice</source>
        <translation>优惠券被重复使用</translation>
    </message>
    <message>
        <source>Sold on a card reported lost</source>
        <translation>挂失的卡被使用</translation>
    </message>
    <message>
        <source>Card number given to two members</source>
        <translation>同一卡号发给了两位会员</translation>
    </message>
    <message>
        <source>The till&apos;s clock was ahead</source>
        <translation>收银机时钟过快</translation>
    </message>
    <message>
        <source>Two histories of one till</source>
        <translation>同一台收银机出现两份记录</translation>
    </message>
    <message>
        <source>A booking that does not balance</source>
        <translation>一笔记账不平</translation>
    </message>
    <message>
        <source>Spent of a balance that headquarters has no record of</source>
        <translation>用掉了总部没有记录的余额</translation>
    </message>
    <message>
        <source>A booking to look at</source>
        <translation>有一笔业务需要核对</translation>
    </message>
    <message>
        <source>Ask the member for the rest, or agree on it with the owner.</source>
        <translation>请会员补足差额，或与店主商定。</translation>
    </message>
    <message>
        <source>Look whether the member&apos;s balance is below zero now.</source>
        <translation>查看该会员的余额现在是否为负。</translation>
    </message>
    <message>
        <source>Compare both receipts; the second coupon is the shop&apos;s loss.</source>
        <translation>核对两张小票；第二张券由本店承担。</translation>
    </message>
    <message>
        <source>Ask who used the card, and tell its member.</source>
        <translation>查清是谁用了卡，并告知持卡会员。</translation>
    </message>
    <message>
        <source>Give one of the two members another card.</source>
        <translation>给其中一位会员换一张卡。</translation>
    </message>
    <message>
        <source>Set this PC&apos;s clock right.</source>
        <translation>校准这台电脑的时间。</translation>
    </message>
    <message>
        <source>Call headquarters: this till must join anew.</source>
        <translation>联系总部：这台收银机需要重新加入。</translation>
    </message>
    <message>
        <source>When all tills have been online, look whether the member&apos;s balance is right.</source>
        <translation>等所有收银机都联网后，核对该会员余额是否正确。</translation>
    </message>
    <message>
        <source>Look at the receipt, and call headquarters if it is wrong.</source>
        <translation>查看小票；如有错误，联系总部。</translation>
    </message>
    <message>
        <source>Headquarters has found something to look at</source>
        <translation>总部发现有业务需要处理</translation>
    </message>
</context>
<context>
    <name>templates</name>
    <message>
        <source>This is not a whole TOML text: {name}</source>
        <extracomment>Reasons of a PosError bad_file of a template.</extracomment>
        <translation>不是完整的 TOML：{name}</translation>
    </message>
    <message>
        <source>“{name}” is not known here.</source>
        <translation>这里不能用“{name}”。</translation>
    </message>
    <message>
        <source>A row needs one of text, left, rule, feed, table, qr, logo, rows.</source>
        <translation>每行要有 text、left、rule、feed、table、qr、logo、rows 之一。</translation>
    </message>
    <message>
        <source>This paper has no “{name}”.</source>
        <translation>这种单据没有“{name}”。</translation>
    </message>
    <message>
        <source>The word “{name}” is not under [words].</source>
        <translation>[words] 里没有“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” has a value that is not known.</source>
        <translation>“{name}”的值不对。</translation>
    </message>
    <message>
        <source>“{name}” is written in a way that is not known.</source>
        <translation>“{name}”的格式不对。</translation>
    </message>
    <message>
        <source>“{name}” must be a text in quotes.</source>
        <translation>“{name}”要用引号括起来。</translation>
    </message>
    <message>
        <source>“{name}” is one thing, not several.</source>
        <translation>“{name}”不是列表。</translation>
    </message>
    <message>
        <source>“{name}” has parts: name one of them.</source>
        <translation>“{name}”有多项，请指明其中一项。</translation>
    </message>
    <message>
        <source>A brace is missing in “{name}”.</source>
        <translation>“{name}”少了花括号。</translation>
    </message>
    <message>
        <source>The word “{name}” needs zh_CN, zh_TW and en.</source>
        <translation>“{name}”要有 zh_CN、zh_TW、en 三种文字。</translation>
    </message>
    <message>
        <source>Rows stand under [[row]].</source>
        <translation>每行写在 [[row]] 下面。</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>文件太大。</translation>
    </message>
    <message>
        <source>This file is not a picture.</source>
        <translation>这不是图片文件。</translation>
    </message>
    <message>
        <source>Row {row}: {problem}</source>
        <translation>第 {row} 行：{problem}</translation>
    </message>
</context>
<context>
    <name>tenders</name>
    <message>
        <source>Stored value</source>
        <translation>储值支付</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>WeChat / Alipay</source>
        <translation>扫码 微信/支付宝</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>银行卡</translation>
    </message>
    <message>
        <source>Split payment</source>
        <translation>组合支付</translation>
    </message>
    <message>
        <source>On account</source>
        <translation>挂账</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡扣次</translation>
    </message>
    <message>
        <source>Kept change</source>
        <translation>存零</translation>
    </message>
</context>
</TS>
