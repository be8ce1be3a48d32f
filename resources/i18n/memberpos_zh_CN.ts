<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApproveDialog</name>
    <message>
        <source>Approval needed</source>
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
    <name>CartPanel</name>
    <message>
        <source>More</source>
        <extracomment>Quick keys: columns and rows, and where there is room.</extracomment>
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
        <source>Leave empty if not checked.</source>
        <translation>没有核对就留空。</translation>
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
    <name>DevicesScreen</name>
    <message>
        <source>Devices</source>
        <extracomment>Slot of the settings → role of the catalogue. What a port&apos;s box has room for; the rest is in the tool tip.</extracomment>
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
        <source>no readable track</source>
        <translation>没有可读的磁道</translation>
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
        <source>Choose the kind and the port, save, then try it: swipe, scan, print.</source>
        <translation>选好型号和端口并保存，再试一试：刷卡、扫码、打印。</translation>
    </message>
    <message>
        <source>Try them here: swipe, scan, print. To change them ask the owner or a manager.</source>
        <translation>可以在这里试：刷卡、扫码、打印。要改设置，请找店主或店长。</translation>
    </message>
    <message>
        <source>Card reader</source>
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
        <source>Not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>MSR605 reader and writer</source>
        <translation>MSR605 读写器</translation>
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
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要查看</translation>
    </message>
    <message>
        <source>Not there; it is taken up again by itself</source>
        <translation>未连接，接好后会自动恢复</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>未设置</translation>
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
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Oldest waiting since</source>
        <translation>最早一笔待传时间</translation>
    </message>
    <message>
        <source>Store and till</source>
        <translation>门店与机号</translation>
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
        <source>Issue another card</source>
        <translation>再发一张卡</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>发卡</translation>
    </message>
    <message>
        <source>Report lost</source>
        <translation>挂失</translation>
    </message>
    <message>
        <source>Found again</source>
        <translation>解除挂失</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>换卡</translation>
    </message>
    <message>
        <source>Card {number} is blocked.</source>
        <translation>卡 {number} 已停用。</translation>
    </message>
    <message>
        <source>Card {number} can be used again.</source>
        <translation>卡 {number} 可以继续使用。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
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
    <name>MemberPanel</name>
    <message>
        <source>Swipe a card or enter a phone number</source>
        <extracomment>Beside the avatar; a tier that does not fit beside the name stands below it.</extracomment>
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
</context>
<context>
    <name>Members</name>
    <message>
        <source>Members</source>
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
        <source>Tier</source>
        <translation>等级</translation>
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
        <source>Lost</source>
        <translation>已挂失</translation>
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
</context>
<context>
    <name>PayPanel</name>
    <message>
        <source>Due</source>
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
</context>
<context>
    <name>RechargeDialog</name>
    <message>
        <source>Amount paid</source>
        <translation>充值金额</translation>
    </message>
    <message>
        <source>Gift on top</source>
        <translation>赠金</translation>
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
        <source>+ {bonus} gift</source>
        <translation>+ 赠 {bonus}</translation>
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
        <source>Walk-in</source>
        <translation>散客</translation>
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
        <translation>规则</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>For every … yuan</source>
        <translation>每消费 … 元</translation>
    </message>
    <message>
        <source>… points</source>
        <translation>积 … 分</translation>
    </message>
    <message>
        <source>Points worth 1 yuan (empty: no discount)</source>
        <translation>多少分抵 1 元（留空不抵扣）</translation>
    </message>
    <message>
        <source>Spend first</source>
        <translation>先扣</translation>
    </message>
    <message>
        <source>Rounding of the order</source>
        <translation>整单抹零</translation>
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
        <translation>按比例扣</translation>
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
        <source>Tiers (leave names empty for none)</source>
        <translation>会员等级（名称留空则不设）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>From yuan spent</source>
        <translation>累计消费（元）</translation>
    </message>
    <message>
        <source>Pays percent</source>
        <translation>折后百分比</translation>
    </message>
    <message>
        <source>Points ×</source>
        <translation>积分倍数</translation>
    </message>
    <message>
        <source>Save as new version</source>
        <translation>保存为新版本</translation>
    </message>
    <message>
        <source>Say for how many yuan points are given.</source>
        <translation>请填写每消费多少元积分。</translation>
    </message>
    <message>
        <source>Write a multiplier as 2 or 3/2.</source>
        <translation>倍数请写成 2 或 3/2。</translation>
    </message>
    <message>
        <source>Saved as version {version}. It works from the next sale.</source>
        <translation>已保存为第 {version} 版，下一单起生效。</translation>
    </message>
    <message>
        <source>A member who pays ¥99.90 gets {points} points (before the tier&apos;s multiplier).</source>
        <translation>会员付 ¥99.90 得 {points} 分（未乘等级倍数）。</translation>
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
        <source>Points now</source>
        <translation>现有积分</translation>
    </message>
    <message>
        <source>Stored value now</source>
        <translation>储值余额</translation>
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
        <source>Fee in cash</source>
        <translation>工本费（现金）</translation>
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
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Sale</source>
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
</context>
<context>
    <name>messages</name>
    <message>
        <source>This is open already.</source>
        <extracomment>Code → what happened.</extracomment>
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
        <source>This coupon does not fit these goods.</source>
        <translation>这张优惠券不适用于这些商品。</translation>
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
        <source>This pass does not hold today.</source>
        <translation>这张次卡今天不能用。</translation>
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
        <extracomment>Code → what to do now.</extracomment>
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
        <source>Leave the coupon out or change the goods.</source>
        <translation>请不用这张券，或调整商品。</translation>
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
        <source>Look at the days of the pass.</source>
        <translation>请查看次卡的可用日期。</translation>
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
        <source>Make a refund instead.</source>
        <translation>请改做退款。</translation>
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
        <source>A booking to look at</source>
        <translation>有一笔业务需要核对</translation>
    </message>
    <message>
        <source>Headquarters has found something to look at</source>
        <translation>总部发现有业务需要处理</translation>
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
</context>
</TS>
