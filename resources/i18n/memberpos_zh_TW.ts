<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>ApproveDialog</name>
    <message>
        <source>Approval needed</source>
        <translation>需要核准</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>核准</translation>
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
        <translation>這裡沒有其他人可以核准。請有此權限的人登入。</translation>
    </message>
</context>
<context>
    <name>BalancesCard</name>
    <message>
        <source>Stored value owed</source>
        <translation>儲值負債</translation>
    </message>
    <message>
        <source>Points held</source>
        <translation>點數結餘</translation>
    </message>
</context>
<context>
    <name>CallNoteDialog</name>
    <message>
        <source>Note on the call</source>
        <translation>來電備註</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>What did the caller want?</source>
        <translation>對方有什麼事？</translation>
    </message>
</context>
<context>
    <name>CallPopup</name>
    <message>
        <source>Call ended</source>
        <translation>來電已結束</translation>
    </message>
</context>
<context>
    <name>Calls</name>
    <message>
        <source>Calls</source>
        <translation>來電</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>號碼</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>記一條</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開啟</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>加值</translation>
    </message>
    <message numerus="yes">
        <source>%n to call back</source>
        <translation>
            <numerusform>待回電 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>還沒有來電</translation>
    </message>
    <message>
        <source>A caller-ID box shows callers here and at the top right</source>
        <translation>接上來電顯示盒後，來電會顯示在這裡和右上角</translation>
    </message>
    <message>
        <source>None of these</source>
        <translation>沒有符合的來電</translation>
    </message>
    <message>
        <source>Choose another filter</source>
        <translation>請換一個篩選條件</translation>
    </message>
    <message>
        <source>No call chosen</source>
        <translation>沒有選中來電</translation>
    </message>
    <message>
        <source>The caller appears here</source>
        <translation>選中後這裡顯示來電人</translation>
    </message>
    <message>
        <source>line {line}</source>
        <translation>{line} 號線</translation>
    </message>
    <message>
        <source>F7 keeps what the caller wanted</source>
        <translation>按 F7 記下對方的事</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>是哪一位？</translation>
    </message>
    <message>
        <source>Open member</source>
        <translation>開啟會員</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新會員</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s) with this number</source>
        <translation>
            <numerusform>此號碼對應 %n 位會員</numerusform>
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
        <translation>還不是會員</translation>
    </message>
    <message>
        <source>F8 enrols this number</source>
        <translation>按 F8 用此號碼登記</translation>
    </message>
    <message>
        <source>The number was withheld</source>
        <translation>對方未顯示號碼</translation>
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
            <numerusform>取單 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>This order</source>
        <translation>本單</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>掛單</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Qty</source>
        <translation>數量</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>單價</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>No goods yet</source>
        <translation>還沒有商品</translation>
    </message>
    <message>
        <source>Scan, press a quick key, or F5 to search</source>
        <translation>掃碼、按快捷鍵，或按 F5 搜尋</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>尚未開班</translation>
    </message>
    <message>
        <source>F12: count the drawer, then sell</source>
        <translation>按 F12 點清錢箱，開班後收銀</translation>
    </message>
</context>
<context>
    <name>CashMoveDialog</name>
    <message>
        <source>Book</source>
        <translation>入帳</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Change from the bank</source>
        <translation>銀行換零</translation>
    </message>
    <message>
        <source>Float topped up</source>
        <translation>補備用金</translation>
    </message>
    <message>
        <source>Returned advance</source>
        <translation>歸還借支</translation>
    </message>
    <message>
        <source>Pay into the drawer</source>
        <translation>錢箱存入</translation>
    </message>
    <message>
        <source>Cash that is no sale and no top-up.</source>
        <translation>不是銷售也不是儲值的現金。</translation>
    </message>
    <message>
        <source>Small purchase</source>
        <translation>零星採購</translation>
    </message>
    <message>
        <source>Courier</source>
        <translation>快遞費</translation>
    </message>
    <message>
        <source>Advance</source>
        <translation>員工借支</translation>
    </message>
    <message>
        <source>Pay out of the drawer</source>
        <translation>錢箱支出</translation>
    </message>
    <message>
        <source>Cash for expenses of the shop.</source>
        <translation>門店開支用的現金。</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>繳款</translation>
    </message>
    <message>
        <source>To the bank</source>
        <translation>存銀行</translation>
    </message>
    <message>
        <source>To the manager</source>
        <translation>交店長</translation>
    </message>
    <message>
        <source>Take cash to the safe</source>
        <translation>繳款到保險箱</translation>
    </message>
    <message>
        <source>Less cash in the drawer is safer.</source>
        <translation>錢箱裡現金少一些更安全。</translation>
    </message>
    <message>
        <source>Give change</source>
        <translation>換零錢</translation>
    </message>
    <message>
        <source>Look into the drawer</source>
        <translation>查看錢箱</translation>
    </message>
    <message>
        <source>Opened by mistake</source>
        <translation>誤開</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>打開錢箱</translation>
    </message>
    <message>
        <source>Without a sale. It is noted in the shift&apos;s report.</source>
        <translation>沒有銷售也開錢箱,會記入交班報表。</translation>
    </message>
    <message>
        <source>Enter an amount.</source>
        <translation>請輸入金額。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>請填寫原因。</translation>
    </message>
    <message>
        <source>Booked. The drawer opens.</source>
        <translation>已入帳,錢箱打開。</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>Recovery code</source>
        <translation>恢復碼</translation>
    </message>
    <message>
        <source>The data of the shop are encrypted. If this computer is lost, only this code opens a backup.</source>
        <translation>店舖資料已加密。萬一這台電腦丟失，只有這個恢復碼能開啟備份。</translation>
    </message>
    <message>
        <source>Write it down and keep it away from this computer. It is shown only now.</source>
        <translation>請抄下來，不要和這台電腦放在一起。它只顯示這一次。</translation>
    </message>
    <message>
        <source>The code was shown when the data folder was made.</source>
        <translation>恢復碼在建立資料夾時已顯示過。</translation>
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
        <translation>清點錢箱,連同備用金</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>錢箱現金</translation>
    </message>
    <message>
        <source>Count by pieces, or enter the sum here.</source>
        <translation>按面額點張數,或直接在這裡填總數。</translation>
    </message>
    <message>
        <source>From the payment terminals</source>
        <translation>支付終端對帳</translation>
    </message>
    <message>
        <source>Leave empty if not checked.</source>
        <translation>沒有核對就留空。</translation>
    </message>
    <message>
        <source>Count is done</source>
        <translation>清點完成</translation>
    </message>
    <message>
        <source>Go on selling</source>
        <translation>繼續營業</translation>
    </message>
    <message>
        <source>Count the cash first. An empty drawer is 0.</source>
        <translation>請先清點現金,空錢箱填 0。</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message numerus="yes">
        <source>Birthday in %n day(s)</source>
        <translation>
            <numerusform>生日 %n 天後</numerusform>
        </translation>
    </message>
    <message>
        <source>Birthday today</source>
        <translation>今天生日</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n 位會員</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Counter</name>
    <message>
        <source>Counter</source>
        <extracomment>With more room the outer panels take some of it too.</extracomment>
        <translation>櫃台</translation>
    </message>
    <message>
        <source>A payment code: take it on the payment terminal.</source>
        <translation>這是付款碼：請在收款終端上收款。</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>開班</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新會員</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>加值</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>取單</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>掛單</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>Exact cash</source>
        <translation>整錢</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤銷</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>On hold: {name}</source>
        <translation>已掛單：{name}</translation>
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
        <translation>搜尋商品</translation>
    </message>
    <message>
        <source>Cart cleared. Ctrl+Z brings it back.</source>
        <translation>購物車已清空，按 Ctrl+Z 恢復。</translation>
    </message>
    <message>
        <source>Carts on hold</source>
        <translation>掛起的單</translation>
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
        <translation>1. 看一下最後一單是否已出收據，或是否在銷售列表裡。</translation>
    </message>
    <message>
        <source>2. Go on selling. What was booked is safe.</source>
        <translation>2. 繼續營業。已入帳的都在。</translation>
    </message>
    <message>
        <source>3. If it happens again, restart the program and send the report to support.</source>
        <translation>3. 如果再次出現，請重啟程式，並把報告發給技術支援。</translation>
    </message>
    <message>
        <source>The report could not be written.</source>
        <translation>報告沒能寫入。</translation>
    </message>
    <message>
        <source>Something went wrong in the program</source>
        <translation>程式出錯了</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>This is a fault of the program, not yours. A report without personal data was written.</source>
        <translation>這是程式的問題，不是您的操作問題。已寫下一份不含個人資訊的報告。</translation>
    </message>
</context>
<context>
    <name>DevicesScreen</name>
    <message>
        <source>Devices</source>
        <extracomment>Slot of the settings → role of the catalogue. What a port&apos;s box has room for; the rest is in the tool tip.</extracomment>
        <translation>裝置</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查詢</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>櫃台</translation>
    </message>
    <message>
        <source>no readable track</source>
        <translation>沒有可讀的磁軌</translation>
    </message>
    <message>
        <source>Read just now: {text}</source>
        <translation>剛讀到：{text}</translation>
    </message>
    <message>
        <source>a payment code</source>
        <translation>付款碼</translation>
    </message>
    <message>
        <source>Saved. The devices start anew.</source>
        <translation>已儲存，裝置正在重新啟動。</translation>
    </message>
    <message>
        <source>Choose the kind and the port, save, then try it: swipe, scan, print.</source>
        <translation>選好型號和埠並儲存，再試一試：刷卡、掃碼、列印。</translation>
    </message>
    <message>
        <source>Try them here: swipe, scan, print. To change them ask the owner or a manager.</source>
        <translation>可以在這裡試：刷卡、掃碼、列印。要改設定，請找店主或店長。</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>讀卡器</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>掃描器</translation>
    </message>
    <message>
        <source>Caller ID</source>
        <translation>來電顯示盒</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>收據印表機</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>型號</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>埠</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>紙寬</translation>
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
        <translation>列印測試頁</translation>
    </message>
    <message>
        <source>Open the drawer</source>
        <translation>開啟錢箱</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>MSR605 reader and writer</source>
        <translation>MSR605 讀寫器</translation>
    </message>
    <message>
        <source>Keyboard reader (no port)</source>
        <translation>鍵盤口讀卡器（無埠）</translation>
    </message>
    <message>
        <source>Serial scanner</source>
        <translation>串列埠掃描器</translation>
    </message>
    <message>
        <source>Modem with caller ID</source>
        <translation>來電顯示調變解調器</translation>
    </message>
    <message>
        <source>ESC/POS printer</source>
        <translation>ESC/POS 印表機</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>連線中</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要檢視</translation>
    </message>
    <message>
        <source>Not there; it is taken up again by itself</source>
        <translation>未連線，接好後會自動恢復</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>未設定</translation>
    </message>
</context>
<context>
    <name>EndOfDayScreen</name>
    <message>
        <source>End of day</source>
        <translation>日結</translation>
    </message>
    <message>
        <source>Export Excel</source>
        <translation>匯出 Excel</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Print slip</source>
        <translation>列印小票</translation>
    </message>
    <message>
        <source>Close shift (Z)</source>
        <translation>交班日結 (Z)</translation>
    </message>
    <message>
        <source>Day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>Day after</source>
        <translation>後一天</translation>
    </message>
    <message>
        <source>Reports need another right</source>
        <translation>查看報表需要權限</translation>
    </message>
    <message>
        <source>A manager can sign in and look at the day.</source>
        <translation>請店長登入後查看當日數字。</translation>
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
        <translation>列印</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>匯出</translation>
    </message>
    <message>
        <source>End of day · {date} {weekday}</source>
        <translation>日結 · {date} {weekday}</translation>
    </message>
    <message>
        <source>Books agree</source>
        <translation>帳實平衡校驗 通過</translation>
    </message>
    <message>
        <source>Books do not agree</source>
        <translation>帳實平衡校驗 未通過</translation>
    </message>
    <message>
        <source>Sent to the printer.</source>
        <translation>已送列印。</translation>
    </message>
    <message>
        <source>End of day {date}</source>
        <translation>日結 {date}</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已儲存:{file}</translation>
    </message>
</context>
<context>
    <name>EnrolDialog</name>
    <message>
        <source>New member</source>
        <translation>新會員</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>登記</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推薦人</translation>
    </message>
    <message>
        <source>Search a member …</source>
        <translation>查詢會員…</translation>
    </message>
    <message>
        <source>Issue a card next</source>
        <translation>接著發卡</translation>
    </message>
    <message>
        <source>Take this member</source>
        <translation>就是這位會員</translation>
    </message>
    <message>
        <source>{name} is a member now.</source>
        <translation>{name} 已登記為會員。</translation>
    </message>
    <message numerus="yes">
        <source>{name} has this number already (%n member(s)).</source>
        <translation>
            <numerusform>此號碼已登記在 {name} 名下（共 %n 位會員）。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExceptionsCard</name>
    <message>
        <source>Worth a look</source>
        <translation>異常提示</translation>
    </message>
    <message>
        <source>Nothing unusual</source>
        <translation>無異常</translation>
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
        <translation>新增商品</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>編號</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>單價</translation>
    </message>
    <message>
        <source>Member price (optional)</source>
        <translation>會員價（可不填）</translation>
    </message>
    <message>
        <source>Barcode (optional)</source>
        <translation>條碼（可不填）</translation>
    </message>
    <message>
        <source>Place among the quick keys (optional)</source>
        <translation>快捷鍵位置（可不填）</translation>
    </message>
    <message>
        <source>Earns points</source>
        <translation>參與點數</translation>
    </message>
    <message>
        <source>Number, name and price are needed.</source>
        <translation>請填寫編號、名稱和價格。</translation>
    </message>
    <message>
        <source>This number is taken. Change those goods, or choose another number.</source>
        <translation>這個編號已有商品。請修改原商品，或換一個編號。</translation>
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
        <translation>新增</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>編號</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>單價</translation>
    </message>
    <message>
        <source>Member price</source>
        <translation>會員價</translation>
    </message>
    <message>
        <source>No goods yet</source>
        <translation>還沒有商品</translation>
    </message>
    <message>
        <source>Add what you sell; a barcode makes it scannable</source>
        <translation>新增要賣的商品；有條碼就能掃碼</translation>
    </message>
    <message>
        <source>Add goods</source>
        <translation>新增商品</translation>
    </message>
    <message>
        <source>Enter changes the marked line.</source>
        <translation>按 Enter 修改選中的一行。</translation>
    </message>
</context>
<context>
    <name>HeadquartersSettings</name>
    <message>
        <source>Headquarters</source>
        <translation>總部</translation>
    </message>
    <message>
        <source>Line to headquarters</source>
        <translation>總部連線</translation>
    </message>
    <message>
        <source>Join a headquarters</source>
        <translation>加入總部</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>https://… as headquarters gave it</source>
        <translation>https://… 由總部提供</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性代碼</translation>
    </message>
    <message>
        <source>Eight characters, good for ten minutes</source>
        <translation>八個字元，十分鐘內有效</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>立即上傳</translation>
    </message>
    <message>
        <source>This till has no headquarters. Ask the owner to join one.</source>
        <translation>本機還沒有加入總部。需要加入時請找店主。</translation>
    </message>
    <message>
        <source>Enter the address and the code.</source>
        <translation>請輸入地址和代碼。</translation>
    </message>
    <message>
        <source>Joined. What was booked so far is being sent.</source>
        <translation>已加入，正在上傳此前的帳。</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Events waiting</source>
        <translation>待傳筆數</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Oldest waiting since</source>
        <translation>最早一筆待傳時間</translation>
    </message>
    <message>
        <source>Store and till</source>
        <translation>門店與機號</translation>
    </message>
</context>
<context>
    <name>HoursCard</name>
    <message>
        <source>Sales by hour</source>
        <translation>每小時營業額</translation>
    </message>
    <message>
        <source>No sales on this day</source>
        <translation>當天沒有銷售</translation>
    </message>
    <message>
        <source>Peak at {hour}:00, {fen}</source>
        <translation>高峰 {hour} 點 {fen}</translation>
    </message>
</context>
<context>
    <name>LineDialog</name>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>數量</translation>
    </message>
    <message>
        <source>Unit price</source>
        <translation>單價</translation>
    </message>
    <message>
        <source>Reason for another price</source>
        <translation>改價原因</translation>
    </message>
    <message>
        <source>Enter a quantity above zero.</source>
        <translation>請輸入大於零的數量。</translation>
    </message>
    <message>
        <source>Say why the price is another one.</source>
        <translation>請填寫改價原因。</translation>
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
        <translation>未開班</translation>
    </message>
    <message>
        <source>Till {name}</source>
        <translation>{name} 號機</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查詢</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
</context>
<context>
    <name>MemberDrawer</name>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>加值</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概況</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>History</source>
        <translation>記錄</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>還沒有記錄</translation>
    </message>
    <message>
        <source>Sales, top-ups and refunds appear here</source>
        <translation>消費、加值和退款會顯示在這裡</translation>
    </message>
    <message>
        <source>No phone number</source>
        <translation>未留手機號碼</translation>
    </message>
    <message>
        <source>{tier}, until {date}</source>
        <translation>{tier}，至 {date}</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>儲值餘額</translation>
    </message>
    <message>
        <source>of it principal</source>
        <translation>其中本金</translation>
    </message>
    <message>
        <source>of it gift</source>
        <translation>其中贈金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>expire on {date}</source>
        <translation>{date} 到期</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>Visits</source>
        <translation>到店次數</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>最近到店</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入會日期</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性別</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Issue another card</source>
        <translation>再發一張卡</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>發卡</translation>
    </message>
    <message>
        <source>Report lost</source>
        <translation>掛失</translation>
    </message>
    <message>
        <source>Found again</source>
        <translation>解除掛失</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>換卡</translation>
    </message>
    <message>
        <source>Card {number} is blocked.</source>
        <translation>卡 {number} 已停用。</translation>
    </message>
    <message>
        <source>Card {number} can be used again.</source>
        <translation>卡 {number} 可以繼續使用。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已儲存。</translation>
    </message>
</context>
<context>
    <name>MemberForm</name>
    <message>
        <source>Phone</source>
        <translation>手機</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Empty: the phone number</source>
        <translation>留空則用手機號碼</translation>
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
        <translation>性別</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>This cannot be a phone number.</source>
        <translation>這不是有效的手機號碼。</translation>
    </message>
    <message>
        <source>Enter a phone number or a name.</source>
        <translation>請填寫手機號碼或姓名。</translation>
    </message>
    <message>
        <source>Enter the day as 1990-05-21.</source>
        <translation>請按 1990-05-21 的格式填寫日期。</translation>
    </message>
</context>
<context>
    <name>MemberPanel</name>
    <message>
        <source>Swipe a card or enter a phone number</source>
        <extracomment>Beside the avatar; a tier that does not fit beside the name stands below it.</extracomment>
        <translation>請刷卡或輸入手機號碼</translation>
    </message>
    <message>
        <source>Walk-in customers: just add goods</source>
        <translation>散客可直接加商品</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>未選擇會員</translation>
    </message>
    <message>
        <source>Choose a member at the left, or swipe a card</source>
        <translation>請在左側選擇會員，或刷卡</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新會員</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Nothing bought yet</source>
        <translation>還沒有消費</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>加值</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>散客</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>去收銀</translation>
    </message>
    <message>
        <source>No phone number</source>
        <translation>未留手機號碼</translation>
    </message>
    <message>
        <source>Card {number}</source>
        <translation>卡號 {number}</translation>
    </message>
    <message>
        <source>No card</source>
        <translation>無卡</translation>
    </message>
    <message>
        <source>Member since {date}</source>
        <translation>{date} 入會</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>儲值餘額</translation>
    </message>
    <message>
        <source>Principal {principal} · bonus {bonus}</source>
        <translation>本金 {principal} · 贈金 {bonus}</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>In debt: the next points pay it</source>
        <translation>點數為負，先用新點數補足</translation>
    </message>
    <message>
        <source>None expire soon</source>
        <translation>近期無到期</translation>
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
            <numerusform>生日 %n 天後</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s)</source>
        <translation>
            <numerusform>優惠券 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>To {tier}</source>
        <translation>距離{tier}</translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message>
        <source>Members</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新會員</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>顯示全部</translation>
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
        <translation>點數將到期</translation>
    </message>
    <message>
        <source>Away for 90 days</source>
        <translation>90 天未到店</translation>
    </message>
    <message>
        <source>1,000 or more stored</source>
        <translation>儲值 ≥ 1000</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手機</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡號</translation>
    </message>
    <message>
        <source>Stored</source>
        <translation>儲值</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Last visit</source>
        <translation>最近到店</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>To the counter</source>
        <translation>到櫃台</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>加值</translation>
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
        <translation>沒有找到會員</translation>
    </message>
    <message>
        <source>Try the last four digits, pinyin or initials</source>
        <translation>可試後四位、拼音或首字母</translation>
    </message>
    <message>
        <source>Nobody here now</source>
        <translation>目前沒有</translation>
    </message>
    <message>
        <source>That is good, or too early to say</source>
        <translation>換一個篩選條件看看</translation>
    </message>
    <message>
        <source>No members yet</source>
        <translation>還沒有會員</translation>
    </message>
    <message>
        <source>F4 enrols the first: a phone number is enough</source>
        <translation>按 F4 登記第一位：有手機號碼就行</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>已掛失</translation>
    </message>
</context>
<context>
    <name>MovesPanel</name>
    <message>
        <source>Drawer</source>
        <translation>錢箱</translation>
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
        <translation>繳款</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>開錢箱</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事項</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>員工</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>No movements in this shift</source>
        <translation>本班沒有錢箱進出</translation>
    </message>
    <message>
        <source>Sales and top-ups are not listed here.</source>
        <translation>銷售和儲值不在此列。</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X 查詢</translation>
    </message>
    <message>
        <source>Count and close</source>
        <translation>清點交班</translation>
    </message>
</context>
<context>
    <name>OpenShiftDialog</name>
    <message>
        <source>Open shift</source>
        <translation>開班</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開班</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Count the cash in the drawer first.</source>
        <translation>請先清點錢箱現金。</translation>
    </message>
    <message>
        <source>Cash in the drawer</source>
        <translation>錢箱現金</translation>
    </message>
    <message>
        <source>Shift {name} is open.</source>
        <translation>{name} 已開班。</translation>
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
        <translation>店主可以做所有操作，並新增員工。</translation>
    </message>
    <message>
        <source>Enter the owner&apos;s name.</source>
        <translation>請填寫店主姓名。</translation>
    </message>
    <message>
        <source>The PIN needs four digits or more.</source>
        <translation>PIN 至少要四位數字。</translation>
    </message>
    <message>
        <source>The two PINs differ. Enter them again.</source>
        <translation>兩次 PIN 不一致，請重新輸入。</translation>
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
        <translation>4 至 12 位數字。</translation>
    </message>
    <message>
        <source>PIN once more</source>
        <translation>再輸一次 PIN</translation>
    </message>
</context>
<context>
    <name>PayDialog</name>
    <message>
        <source>Rest</source>
        <translation>餘下部分</translation>
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
        <translation>應收</translation>
    </message>
    <message>
        <source>Cash given</source>
        <translation>實收現金</translation>
    </message>
    <message>
        <source>{tender} ({fen})</source>
        <translation>{tender}（{fen}）</translation>
    </message>
    <message>
        <source>Rest in cash</source>
        <translation>餘下付現金</translation>
    </message>
    <message>
        <source>Still to pay</source>
        <translation>還應付</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>找零</translation>
    </message>
    <message>
        <source>More than is due. Only cash gives change.</source>
        <translation>超過應收金額。只有現金可以找零。</translation>
    </message>
    <message>
        <source>The balance is not enough. Take the rest another way, or top up first.</source>
        <translation>餘額不足。請用其他方式付餘下部分，或先加值。</translation>
    </message>
</context>
<context>
    <name>PayPanel</name>
    <message>
        <source>Due</source>
        <translation>應收</translation>
    </message>
    <message>
        <source>Print points receipt</source>
        <translation>列印點數收據</translation>
    </message>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message numerus="yes">
        <source>Total, %n item(s)</source>
        <translation>
            <numerusform>合計 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Points discount, {points} points</source>
        <translation>點數抵扣 {points} 分</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>抹零</translation>
    </message>
    <message>
        <source>{tier} price</source>
        <translation>{tier}價</translation>
    </message>
    <message>
        <source>Member price</source>
        <translation>會員價</translation>
    </message>
    <message>
        <source>Price changed</source>
        <translation>改價</translation>
    </message>
    <message>
        <source>Earns {points} points</source>
        <translation>本單積 {points} 分</translation>
    </message>
    <message>
        <source>Earns {points} points ({tier} × {times})</source>
        <translation>本單積 {points} 分（{tier} {times} 倍）</translation>
    </message>
    <message>
        <source>Members only</source>
        <translation>僅限會員</translation>
    </message>
    <message>
        <source>Open shift</source>
        <translation>開班</translation>
    </message>
    <message>
        <source>Points discount</source>
        <translation>點數抵扣</translation>
    </message>
    <message>
        <source>F7 · {points} points</source>
        <translation>F7 · {points} 點</translation>
    </message>
    <message>
        <source>Balance {fen}</source>
        <translation>餘額 {fen}</translation>
    </message>
    <message>
        <source>F11 exact</source>
        <translation>F11 整錢一鍵</translation>
    </message>
    <message>
        <source>Two ways or more</source>
        <translation>兩種以上</translation>
    </message>
</context>
<context>
    <name>PickDialog</name>
    <message>
        <source>Choose</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>沒有找到</translation>
    </message>
    <message>
        <source>Try fewer characters, pinyin, or the last four digits</source>
        <translation>可少輸幾個字，或輸拼音、後四位</translation>
    </message>
</context>
<context>
    <name>PointsDialog</name>
    <message>
        <source>Use points</source>
        <translation>點數抵扣</translation>
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
        <translation>收款對帳</translation>
    </message>
    <message>
        <source>Not counted yet</source>
        <translation>尚未清點</translation>
    </message>
    <message>
        <source>Way to pay</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>筆數</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>銷售</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>儲值</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系統</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>實點</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差異</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
</context>
<context>
    <name>RechargeDialog</name>
    <message>
        <source>Amount paid</source>
        <translation>加值金額</translation>
    </message>
    <message>
        <source>Gift on top</source>
        <translation>贈金</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>加值</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter an amount.</source>
        <translation>請輸入金額。</translation>
    </message>
    <message>
        <source>Topped up {amount}. Balance {now}.</source>
        <translation>已加值 {amount}，餘額 {now}。</translation>
    </message>
    <message>
        <source>+ {bonus} gift</source>
        <translation>+ 贈 {bonus}</translation>
    </message>
    <message>
        <source>Principal after</source>
        <translation>加值後本金</translation>
    </message>
    <message>
        <source>Gift after</source>
        <translation>加值後贈金</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>加值後餘額</translation>
    </message>
    <message>
        <source>Take {amount}</source>
        <translation>收 {amount}</translation>
    </message>
    <message>
        <source>{name} · balance {now}</source>
        <translation>{name} · 餘額 {now}</translation>
    </message>
</context>
<context>
    <name>RecoverySettings</name>
    <message>
        <source>Recovery code</source>
        <translation>恢復碼</translation>
    </message>
    <message>
        <source>It opens the books on another machine, or when this one loses its key. It is kept nowhere: if the paper with it is gone, make a new code. The old one ends at once.</source>
        <translation>換機器或本機金鑰遺失時，用它打開帳本。系統不留底：抄寫的紙丟了就換一個新的，舊的當場作廢。</translation>
    </message>
    <message>
        <source>Write it down now and keep it away from this machine. It is not shown again.</source>
        <translation>請現在抄下來，存放在別處。它不會再次顯示。</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>換新恢復碼</translation>
    </message>
</context>
<context>
    <name>RefundPanel</name>
    <message>
        <source>Customer gets</source>
        <translation>退給顧客</translation>
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
        <translation>退到儲值</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>品質問題</translation>
    </message>
    <message>
        <source>Wrong goods</source>
        <translation>商品拿錯</translation>
    </message>
    <message>
        <source>Changed mind</source>
        <translation>顧客改主意</translation>
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
        <translation>點數已用掉，折抵</translation>
    </message>
    <message>
        <source>of it gift</source>
        <translation>其中贈金</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>扣回點數</translation>
    </message>
    <message>
        <source>Points given back</source>
        <translation>退還點數</translation>
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
        <translation>銷售單</translation>
    </message>
    <message>
        <source>Receipt number or its end</source>
        <translation>收據號或末幾位</translation>
    </message>
    <message>
        <source>No such sale</source>
        <translation>沒有這張銷售單</translation>
    </message>
    <message>
        <source>Scan the receipt, or type the end of its number</source>
        <translation>請掃收據，或輸入收據號末幾位</translation>
    </message>
    <message>
        <source>Choose a sale</source>
        <translation>請選擇銷售單</translation>
    </message>
    <message>
        <source>Scan the receipt or choose it at the left</source>
        <translation>請掃收據，或在左側選擇</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收據</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
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
        <translation>可退金額</translation>
    </message>
    <message>
        <source>All that is left</source>
        <translation>全部退</translation>
    </message>
    <message>
        <source>An amount</source>
        <translation>按金額退</translation>
    </message>
    <message>
        <source>Whole line</source>
        <translation>整行</translation>
    </message>
    <message>
        <source>Other sale</source>
        <translation>另選一單</translation>
    </message>
    <message>
        <source>refunded</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Sale {number}</source>
        <translation>銷售單 {number}</translation>
    </message>
    <message>
        <source>Walk-in</source>
        <translation>散客</translation>
    </message>
    <message>
        <source>Nothing is booked before you confirm.</source>
        <translation>確認前不會入帳。</translation>
    </message>
    <message>
        <source>Choose the goods that go back.</source>
        <translation>請選擇要退的商品。</translation>
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
        <translation>已退款 {amount}，收據 {number}。</translation>
    </message>
</context>
<context>
    <name>RenewDialog</name>
    <message>
        <source>Make a new recovery code?</source>
        <translation>換一個新的恢復碼？</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>換新</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The code on paper opens nothing any more.</source>
        <translation>紙上抄的舊恢復碼將立即作廢。</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>Counted against booked</source>
        <translation>清點結果</translation>
    </message>
    <message>
        <source>Difference in cash</source>
        <translation>現金差異</translation>
    </message>
    <message>
        <source>Way to pay</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>應有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>實點</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差異</translation>
    </message>
    <message>
        <source>Reason of the difference</source>
        <translation>差異原因</translation>
    </message>
    <message>
        <source>Wrong change given</source>
        <translation>找零有誤</translation>
    </message>
    <message>
        <source>Counted wrongly</source>
        <translation>清點有誤</translation>
    </message>
    <message>
        <source>Wrong way to pay</source>
        <translation>選錯收款方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新清點</translation>
    </message>
    <message>
        <source>Close shift (Z)</source>
        <translation>交班日結 (Z)</translation>
    </message>
    <message>
        <source>Say why there is a difference. “Unknown” is an answer too.</source>
        <translation>請說明差異原因,選「原因不明」也可以。</translation>
    </message>
    <message>
        <source>Too much</source>
        <translation>長款</translation>
    </message>
    <message>
        <source>Too little</source>
        <translation>短款</translation>
    </message>
    <message>
        <source>Cash is right</source>
        <translation>現金相符</translation>
    </message>
</context>
<context>
    <name>RulesPage</name>
    <message>
        <source>Rules</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>These can be changed later under Settings; what was booked keeps its rule.</source>
        <translation>以後可以在設定裡修改；已入帳的仍按當時的規則。</translation>
    </message>
    <message>
        <source>Choose what a member spends first.</source>
        <translation>請選擇會員先花哪一部分。</translation>
    </message>
    <message>
        <source>A member topped up 500 and got a bonus of 60. What is spent first?</source>
        <translation>會員加值 500，另送 60。消費時先扣哪一部分？</translation>
    </message>
    <message>
        <source>The bonus</source>
        <translation>先扣贈金</translation>
    </message>
    <message>
        <source>A refund of the card later gives back more money.</source>
        <translation>以後退卡時，退給會員的錢較多。</translation>
    </message>
    <message>
        <source>The money paid in</source>
        <translation>先扣本金</translation>
    </message>
    <message>
        <source>The bonus rewards those who use up all.</source>
        <translation>把餘額用完的會員才享受到贈金。</translation>
    </message>
    <message>
        <source>Both in proportion</source>
        <translation>按比例扣</translation>
    </message>
    <message>
        <source>Each sale takes from both, as they were paid in.</source>
        <translation>每次消費按加值時的比例同時扣本金和贈金。</translation>
    </message>
    <message>
        <source>The day begins at</source>
        <translation>營業日開始於</translation>
    </message>
    <message>
        <source>Sales before count to the day before.</source>
        <translation>此前的銷售算在前一天。</translation>
    </message>
    <message>
        <source>Paper of the receipt printer</source>
        <translation>收據印表機紙寬</translation>
    </message>
</context>
<context>
    <name>RulesSettings</name>
    <message>
        <source>Rules</source>
        <translation>規則</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>For every … yuan</source>
        <translation>每消費 … 元</translation>
    </message>
    <message>
        <source>… points</source>
        <translation>積 … 分</translation>
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
        <translation>整單抹零</translation>
    </message>
    <message>
        <source>Bonus first</source>
        <translation>先扣贈金</translation>
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
        <translation>四捨五入到角</translation>
    </message>
    <message>
        <source>Round to yuan</source>
        <translation>四捨五入到元</translation>
    </message>
    <message>
        <source>Tiers (leave names empty for none)</source>
        <translation>會員等級（名稱留空則不設）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>From yuan spent</source>
        <translation>累計消費（元）</translation>
    </message>
    <message>
        <source>Pays percent</source>
        <translation>折後百分比</translation>
    </message>
    <message>
        <source>Points ×</source>
        <translation>點數倍數</translation>
    </message>
    <message>
        <source>Save as new version</source>
        <translation>儲存為新版本</translation>
    </message>
    <message>
        <source>Say for how many yuan points are given.</source>
        <translation>請填寫每消費多少元積分。</translation>
    </message>
    <message>
        <source>Write a multiplier as 2 or 3/2.</source>
        <translation>倍數請寫成 2 或 3/2。</translation>
    </message>
    <message>
        <source>Saved as version {version}. It works from the next sale.</source>
        <translation>已儲存為第 {version} 版，下一單起生效。</translation>
    </message>
    <message>
        <source>A member who pays ¥99.90 gets {points} points (before the tier&apos;s multiplier).</source>
        <translation>會員付 ¥99.90 得 {points} 分（未乘等級倍數）。</translation>
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
        <translation>收據 {number}</translation>
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
        <translation>補打</translation>
    </message>
    <message>
        <source>The picture of the paper is being made…</source>
        <translation>正在產生票樣…</translation>
    </message>
    <message>
        <source>Now {tier}, from the next sale</source>
        <translation>已升為{tier}，下一單起生效</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>應收</translation>
    </message>
    <message>
        <source>Points earned</source>
        <translation>本單點數</translation>
    </message>
    <message>
        <source>Points now</source>
        <translation>現有點數</translation>
    </message>
    <message>
        <source>Stored value now</source>
        <translation>儲值餘額</translation>
    </message>
</context>
<context>
    <name>SaveAsDialog</name>
    <message>
        <source>Save as</source>
        <translation>另存為</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>瀏覽…</translation>
    </message>
    <message>
        <source>Give the folder and the name of the file.</source>
        <translation>請填寫資料夾和檔名。</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一頁</translation>
    </message>
    <message>
        <source>Only with the right to change this</source>
        <translation>沒有修改這裡的權限</translation>
    </message>
    <message>
        <source>Ask the owner, or sign in as somebody who may. Nothing was changed.</source>
        <translation>請找店主，或換有權限的人登入。沒有做任何改動。</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>櫃台</translation>
    </message>
</context>
<context>
    <name>ShiftCard</name>
    <message>
        <source>What should be there is shown after you have counted. A difference is booked, never refused.</source>
        <translation>清點提交之後才顯示應有金額。有差異照常入帳,不會拒絕。</translation>
    </message>
    <message>
        <source>This shift is of an earlier day. Close it before you go on.</source>
        <translation>本班屬於之前的營業日,請先交班。</translation>
    </message>
    <message>
        <source>Shift {name}</source>
        <translation>班次 {name}</translation>
    </message>
    <message>
        <source>Being counted</source>
        <translation>清點中</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>營業中</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>開班</translation>
    </message>
    <message>
        <source>By</source>
        <translation>開班人</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>備用金</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>銷售筆數</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款筆數</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>儲值筆數</translation>
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
        <translation>查看日結</translation>
    </message>
    <message>
        <source>Difference in cash</source>
        <translation>現金差異</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>補印</translation>
    </message>
    <message>
        <source>Expected in the drawer</source>
        <translation>錢箱應有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>實點</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>營業額</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>儲值收款</translation>
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
        <translation>開班</translation>
    </message>
    <message>
        <source>No shift is open</source>
        <translation>目前沒有班次</translation>
    </message>
    <message>
        <source>Count the cash in the drawer, then open one to sell.</source>
        <translation>先清點錢箱現金,再開班營業。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Count is done</source>
        <translation>清點完成</translation>
    </message>
    <message>
        <source>Go on selling</source>
        <translation>繼續營業</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>重新清點</translation>
    </message>
    <message>
        <source>Close shift (Z)</source>
        <translation>交班日結 (Z)</translation>
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
        <translation>繳款</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>開錢箱</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X 查詢</translation>
    </message>
    <message>
        <source>Count and close</source>
        <translation>清點交班</translation>
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
        <translation>Z 編號</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>員工</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>備用金</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>應有</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>實點</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差異</translation>
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
        <translation>店舖</translation>
    </message>
    <message>
        <source>Name, money and clock stand on every receipt. The currency cannot be changed later.</source>
        <translation>店名、幣別和時間會印在每張收據上。幣別以後不能更改。</translation>
    </message>
    <message>
        <source>Enter the name of the shop.</source>
        <translation>請填寫店名。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>As it is to stand at the top of receipts.</source>
        <translation>按收據抬頭的樣子填寫。</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>幣別</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>時區</translation>
    </message>
</context>
<context>
    <name>ShopSettings</name>
    <message>
        <source>Shop</source>
        <translation>店舖</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Name of the shop</source>
        <translation>店名</translation>
    </message>
    <message>
        <source>Telephone of the shop</source>
        <translation>店舖電話</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Last line of receipts</source>
        <translation>收據末行</translation>
    </message>
    <message>
        <source>Enter the name of the shop.</source>
        <translation>請填寫店名。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已儲存。</translation>
    </message>
    <message>
        <source>Currency {currency} and time zone {zone} were fixed at set-up.</source>
        <translation>幣別 {currency} 和時區 {zone} 在建店時已確定。</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Previous</source>
        <translation>上一個</translation>
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
        <translation>誰在當班？</translation>
    </message>
    <message>
        <source>Choose your name, then enter your PIN.</source>
        <translation>先選姓名，再輸入 PIN。</translation>
    </message>
    <message>
        <source>Enter your PIN</source>
        <translation>輸入 PIN</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登入</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>店主</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>店長</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收銀員</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>稽核</translation>
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
        <translation>新增員工</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
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
        <translation>至少四位數字。</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>請填寫姓名。</translation>
    </message>
    <message>
        <source>A PIN has at least four digits.</source>
        <translation>PIN 至少四位數字。</translation>
    </message>
</context>
<context>
    <name>StaffSettings</name>
    <message>
        <source>Staff</source>
        <translation>員工</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>編號</translation>
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
        <translation>新增員工</translation>
    </message>
    <message>
        <source>Enter gives the marked person a new PIN.</source>
        <translation>按 Enter 給選中的人換新 PIN。</translation>
    </message>
</context>
<context>
    <name>TaskList</name>
    <message>
        <source>To look at</source>
        <translation>待處理</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>還有 %n 筆</numerusform>
        </translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已處理</translation>
    </message>
</context>
<context>
    <name>TilesRow</name>
    <message>
        <source>Sales</source>
        <extracomment>Characters that a tile has room for in large figures. Below a table at the bottom of a card, so that the corners stay round.</extracomment>
        <translation>營業額</translation>
    </message>
    <message>
        <source>plus bonus {fen}</source>
        <translation>另送贈金 {fen}</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>儲值收款</translation>
    </message>
    <message>
        <source>{members} of {all} orders</source>
        <translation>{members} 單 / {all} 單</translation>
    </message>
    <message>
        <source>Member share</source>
        <translation>會員消費占比</translation>
    </message>
    <message>
        <source>Net {points}</source>
        <translation>淨增 {points}</translation>
    </message>
    <message>
        <source>Points issued / used</source>
        <translation>發放 / 使用點數</translation>
    </message>
    <message>
        <source>{number} by referral</source>
        <translation>其中推薦 {number}</translation>
    </message>
    <message>
        <source>New members</source>
        <translation>新會員</translation>
    </message>
    <message>
        <source>Nothing to compare last {day}</source>
        <translation>上{day}無資料</translation>
    </message>
    <message>
        <source>{change} on last {day}</source>
        <translation>較上{day} {change}</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>{state} · {count} waiting</source>
        <translation>{state} · 待傳 {count}</translation>
    </message>
    <message>
        <source>Card, code, phone, name</source>
        <translation>刷卡、掃碼、手機號碼或姓名拼音</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>讀卡器</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>收據印表機</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>掃描器</translation>
    </message>
    <message>
        <source>Caller ID</source>
        <translation>來電顯示盒</translation>
    </message>
    <message>
        <source>Cash drawer</source>
        <translation>錢箱</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>連線中</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>需要檢視</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>重連中</translation>
    </message>
    <message>
        <source>off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>No headquarters</source>
        <translation>未接總部</translation>
    </message>
    <message>
        <source>HQ offline</source>
        <translation>總部離線</translation>
    </message>
    <message>
        <source>HQ sending</source>
        <translation>總部上傳中</translation>
    </message>
    <message>
        <source>HQ up to date</source>
        <translation>總部已同步</translation>
    </message>
    <message>
        <source>HQ refused</source>
        <translation>總部拒收</translation>
    </message>
    <message>
        <source>Till shut out</source>
        <translation>本機已停用</translation>
    </message>
</context>
<context>
    <name>WindowSettings</name>
    <message>
        <source>This window</source>
        <translation>本視窗</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>語言</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>顏色</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>淺色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟隨系統</translation>
    </message>
    <message>
        <source>Mouse and keyboard</source>
        <translation>滑鼠和鍵盤</translation>
    </message>
    <message>
        <source>Touch screen</source>
        <translation>觸控式螢幕</translation>
    </message>
    <message>
        <source>The language changes at once, colours and size at the next start.</source>
        <translation>語言立即生效；顏色和尺寸下次啟動生效。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已儲存。</translation>
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
        <translation>開店</translation>
    </message>
    <message>
        <source>Start selling</source>
        <translation>開始收銀</translation>
    </message>
</context>
<context>
    <name>WriteCardDialog</name>
    <message>
        <source>Proposed from stock. You may type, scan or swipe another one.</source>
        <translation>取自庫存；也可以輸入、掃描或刷另一張。</translation>
    </message>
    <message>
        <source>Card number</source>
        <translation>卡號</translation>
    </message>
    <message>
        <source>Write the card on the card writer</source>
        <translation>用寫卡器寫卡</translation>
    </message>
    <message>
        <source>Fee in cash</source>
        <translation>工本費（現金）</translation>
    </message>
    <message>
        <source>Leave empty for none</source>
        <translation>不收則留空</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>寫入</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>回讀核對</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>發卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>This card was not made by this shop. Take another one.</source>
        <translation>這張卡不是本店製作的，請換一張。</translation>
    </message>
    <message>
        <source>This number is in use already. Take another one.</source>
        <translation>這個號碼已被使用，請換一張。</translation>
    </message>
    <message>
        <source>Enter a card number.</source>
        <translation>請輸入卡號。</translation>
    </message>
    <message>
        <source>Only digits can be written on a card.</source>
        <translation>卡裡只能寫數字。</translation>
    </message>
    <message>
        <source>Card {number} is issued.</source>
        <translation>卡 {number} 已發出。</translation>
    </message>
    <message>
        <source>New card in place of {number}</source>
        <translation>換卡，原卡號 {number}</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>發卡</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>卡號 {number}</translation>
    </message>
    <message>
        <source>Swipe the new card to write it</source>
        <translation>請刷一下新卡，寫入卡號</translation>
    </message>
    <message>
        <source>Swipe it once more to check it</source>
        <translation>請再刷一次，核對寫入內容</translation>
    </message>
    <message>
        <source>Issuing …</source>
        <translation>正在發卡…</translation>
    </message>
    <message>
        <source>Calling it off …</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Press Esc again to leave.</source>
        <translation>再按一次 Esc 離開。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
    </message>
    <message>
        <source>Write card</source>
        <translation>寫卡</translation>
    </message>
    <message>
        <source>Issue card</source>
        <translation>發卡</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Other number</source>
        <translation>換號碼</translation>
    </message>
</context>
<context>
    <name>XReportDialog</name>
    <message>
        <source>The shift so far. Nothing is closed.</source>
        <translation>本班到目前為止,不會交班。</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X 查詢</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>列印</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>營業額</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>優惠</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>儲值收款</translation>
    </message>
    <message>
        <source>Expected in the drawer</source>
        <translation>錢箱應有</translation>
    </message>
    <message>
        <source>Points issued</source>
        <translation>發放點數</translation>
    </message>
</context>
<context>
    <name>calls</name>
    <message>
        <source>Call · line {line}</source>
        <translation>來電 · {line} 號線</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>未顯示號碼</translation>
    </message>
    <message>
        <source>Stored {stored} · {points} points</source>
        <translation>儲值 {stored} · 點數 {points}</translation>
    </message>
    <message>
        <source>last visit {date}</source>
        <translation>上次 {date}</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>Not a member yet</source>
        <translation>還不是會員</translation>
    </message>
    <message>
        <source>Last call</source>
        <translation>上次通話</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>響鈴中</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>待回電</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>已開啟</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>已記錄</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>記一條</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>稍後</translation>
    </message>
    <message>
        <source>Open member</source>
        <translation>開啟會員</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>是哪一位？</translation>
    </message>
    <message>
        <source>New member</source>
        <translation>新會員</translation>
    </message>
    <message>
        <source>Kept under Calls: call back later.</source>
        <translation>已放入來電列表，稍後回電。</translation>
    </message>
    <message>
        <source>Who is calling?</source>
        <translation>是哪一位來電？</translation>
    </message>
</context>
<context>
    <name>cards</name>
    <message>
        <source>In stock</source>
        <translation>在庫</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>已寫卡</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>待發</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>已掛失</translation>
    </message>
    <message>
        <source>Replaced</source>
        <translation>已更換</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作廢</translation>
    </message>
</context>
<context>
    <name>day</name>
    <message>
        <source>Stored, principal</source>
        <translation>儲值 (本金)</translation>
    </message>
    <message>
        <source>Stored, bonus</source>
        <translation>儲值 (贈金)</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Typed prices</source>
        <translation>改價</translation>
    </message>
    <message>
        <source>Drawer without sale</source>
        <translation>無銷售開錢箱</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>錢箱存入</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>錢箱支出</translation>
    </message>
    <message>
        <source>To the safe</source>
        <translation>繳款</translation>
    </message>
    <message>
        <source>Reprints</source>
        <translation>補印收據</translation>
    </message>
    <message>
        <source>Manual points</source>
        <translation>手動點數</translation>
    </message>
    <message>
        <source>Lost cards shown</source>
        <translation>出示掛失卡</translation>
    </message>
    <message>
        <source>Approvals</source>
        <translation>主管授權</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>期初</translation>
    </message>
    <message>
        <source>Top-ups</source>
        <translation>儲值</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>消費</translation>
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
        <translation>發放</translation>
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
        <translation>週一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>週二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>週三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>週四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>週五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>週六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>週日</translation>
    </message>
</context>
<context>
    <name>hq</name>
    <message>
        <source>This till stands alone</source>
        <translation>本機獨立執行</translation>
    </message>
    <message>
        <source>Headquarters cannot be reached; events wait</source>
        <translation>連不上總部，資料待傳</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>上傳中</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Headquarters refuses this till</source>
        <translation>總部拒收本機資料</translation>
    </message>
    <message>
        <source>This till was shut out</source>
        <translation>本機已被總部停用</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Sale</source>
        <translation>消費</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>加值</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>點數兌換</translation>
    </message>
    <message>
        <source>Points changed by hand</source>
        <translation>手工調整點數</translation>
    </message>
    <message>
        <source>Points expired</source>
        <translation>點數到期</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>入會</translation>
    </message>
    <message>
        <source>Profile changed</source>
        <translation>修改資料</translation>
    </message>
    <message>
        <source>Card issued</source>
        <translation>發卡</translation>
    </message>
    <message>
        <source>Card lost</source>
        <translation>掛失</translation>
    </message>
    <message>
        <source>Card found</source>
        <translation>解除掛失</translation>
    </message>
    <message>
        <source>Card replaced</source>
        <translation>換卡</translation>
    </message>
    <message>
        <source>Card returned</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Tier changed</source>
        <translation>等級變動</translation>
    </message>
    <message>
        <source>Top-up + {bonus} gift</source>
        <translation>加值 送 {bonus}</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>This is open already.</source>
        <extracomment>Code → what happened.</extracomment>
        <translation>已經開啟了。</translation>
    </message>
    <message>
        <source>This amount cannot be used.</source>
        <translation>這個金額不能用。</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>讀不了這個檔案。</translation>
    </message>
    <message>
        <source>This line is not an action.</source>
        <translation>這一行不是有效的操作。</translation>
    </message>
    <message>
        <source>This value cannot be used here.</source>
        <translation>這個值不能用在這裡。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，沒有任何改動。</translation>
    </message>
    <message>
        <source>This card is reported lost.</source>
        <translation>這張卡已掛失。</translation>
    </message>
    <message>
        <source>The card reads back something else than was written.</source>
        <translation>卡裡讀回的內容和寫入的不一致。</translation>
    </message>
    <message>
        <source>The card cannot be used in its present state.</source>
        <translation>這張卡目前的狀態不能使用。</translation>
    </message>
    <message>
        <source>The card could not be written.</source>
        <translation>卡沒有寫成。</translation>
    </message>
    <message>
        <source>The clock of this till is behind the last booking.</source>
        <translation>本機時鐘早於最後一筆帳。</translation>
    </message>
    <message>
        <source>This coupon is past its last day.</source>
        <translation>這張優惠券已過期。</translation>
    </message>
    <message>
        <source>This coupon does not fit these goods.</source>
        <translation>這張優惠券不適用於這些商品。</translation>
    </message>
    <message>
        <source>This coupon is used already.</source>
        <translation>這張優惠券已用過。</translation>
    </message>
    <message>
        <source>Another program holds the database.</source>
        <translation>另一個程式佔用了資料庫。</translation>
    </message>
    <message>
        <source>The database is damaged.</source>
        <translation>資料庫已損壞。</translation>
    </message>
    <message>
        <source>A newer version of this program wrote the database.</source>
        <translation>資料庫是由更新版本的程式寫入的。</translation>
    </message>
    <message>
        <source>Another program holds this device.</source>
        <translation>另一個程式佔用了這個裝置。</translation>
    </message>
    <message>
        <source>This user may not open the device.</source>
        <translation>當前使用者無權使用這個裝置。</translation>
    </message>
    <message>
        <source>The device is disconnected.</source>
        <translation>裝置已斷開。</translation>
    </message>
    <message>
        <source>The device did not answer in time.</source>
        <translation>裝置沒有及時應答。</translation>
    </message>
    <message>
        <source>The disk could not be read or written.</source>
        <translation>磁碟讀寫失敗。</translation>
    </message>
    <message>
        <source>The disk is full ({free_bytes} free). Nothing was saved.</source>
        <translation>磁碟已滿（剩餘 {free_bytes}），未儲存。</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was saved.</source>
        <translation>磁碟已滿，未儲存。</translation>
    </message>
    <message>
        <source>There is nothing in the cart.</source>
        <translation>購物車是空的。</translation>
    </message>
    <message>
        <source>The result differs from what was expected.</source>
        <translation>結果與預期不符。</translation>
    </message>
    <message>
        <source>Headquarters knows another history of this till.</source>
        <translation>總部記錄的本機歷史與本機不同。</translation>
    </message>
    <message>
        <source>Headquarters misses earlier bookings of this till.</source>
        <translation>總部缺少本機較早的帳。</translation>
    </message>
    <message>
        <source>Another window works with this data folder.</source>
        <translation>另一個視窗正在使用這個資料夾。</translation>
    </message>
    <message>
        <source>Only headquarters can answer this.</source>
        <translation>這件事只有總部能答覆。</translation>
    </message>
    <message>
        <source>Headquarters refused this.</source>
        <translation>總部拒絕了這次操作。</translation>
    </message>
    <message>
        <source>Headquarters cannot be reached.</source>
        <translation>連不上總部。</translation>
    </message>
    <message>
        <source>Not enough points: {have} left, {asked} needed.</source>
        <translation>點數不足：剩 {have}，需要 {asked}。</translation>
    </message>
    <message>
        <source>Not enough points.</source>
        <translation>點數不足。</translation>
    </message>
    <message>
        <source>Not enough stored value: {have_fen} left, {asked_fen} needed.</source>
        <translation>儲值餘額不足：剩 {have_fen}，需要 {asked_fen}。</translation>
    </message>
    <message>
        <source>Not enough stored value.</source>
        <translation>儲值餘額不足。</translation>
    </message>
    <message>
        <source>The key of the database is not on this computer.</source>
        <translation>這台電腦上沒有資料庫的金鑰。</translation>
    </message>
    <message>
        <source>The law allows no more than {limit_fen} here.</source>
        <translation>法規規定此處最多 {limit_fen}。</translation>
    </message>
    <message>
        <source>The law allows no more here.</source>
        <translation>超過了法規允許的上限。</translation>
    </message>
    <message>
        <source>The shop&apos;s limit is {limit_fen}.</source>
        <translation>本店上限為 {limit_fen}。</translation>
    </message>
    <message>
        <source>The shop&apos;s limit is passed.</source>
        <translation>超過了本店的上限。</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Locked for {wait_s}.</source>
        <translation>PIN 輸錯次數過多，鎖定 {wait_s}。</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Locked for a while.</source>
        <translation>PIN 輸錯次數過多，暫時鎖定。</translation>
    </message>
    <message>
        <source>A manager must approve this.</source>
        <translation>需要店長核准。</translation>
    </message>
    <message>
        <source>No shift is open.</source>
        <translation>還沒有開班。</translation>
    </message>
    <message>
        <source>Your role may not do this.</source>
        <translation>您的角色不能做這項操作。</translation>
    </message>
    <message>
        <source>There is data here already.</source>
        <translation>這裡已經有資料了。</translation>
    </message>
    <message>
        <source>This till belongs to no headquarters yet.</source>
        <translation>本機還沒有加入總部。</translation>
    </message>
    <message>
        <source>Not found: {what}.</source>
        <translation>找不到：{what}。</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>什麼也沒找到。</translation>
    </message>
    <message>
        <source>All of this is refunded already.</source>
        <translation>這一單已全部退完。</translation>
    </message>
    <message>
        <source>This number is in use already.</source>
        <translation>這個號碼已被使用。</translation>
    </message>
    <message>
        <source>There is not enough in stock.</source>
        <translation>庫存不足。</translation>
    </message>
    <message>
        <source>Only {left_fen} is left to refund.</source>
        <translation>最多還能退 {left_fen}。</translation>
    </message>
    <message>
        <source>This is more than is left to refund.</source>
        <translation>超過了還能退的數。</translation>
    </message>
    <message>
        <source>The receipt printer is out of paper.</source>
        <translation>收據印表機缺紙。</translation>
    </message>
    <message>
        <source>This pass is past its last day.</source>
        <translation>這張次卡已過期。</translation>
    </message>
    <message>
        <source>This pass is frozen.</source>
        <translation>這張次卡已凍結。</translation>
    </message>
    <message>
        <source>This pass does not hold today.</source>
        <translation>這張次卡今天不能用。</translation>
    </message>
    <message>
        <source>Nothing is left on this pass.</source>
        <translation>這張次卡已用完。</translation>
    </message>
    <message>
        <source>The points stand below zero.</source>
        <translation>點數為負數。</translation>
    </message>
    <message>
        <source>The receipt printer does not answer.</source>
        <translation>收據印表機沒有應答。</translation>
    </message>
    <message>
        <source>A price or balance has changed.</source>
        <translation>價格或餘額有變動。</translation>
    </message>
    <message>
        <source>The data folder cannot be written.</source>
        <translation>資料夾無法寫入。</translation>
    </message>
    <message>
        <source>Headquarters has shut out this till.</source>
        <translation>總部已停用本機。</translation>
    </message>
    <message>
        <source>A shift is open already.</source>
        <translation>已有班次在進行。</translation>
    </message>
    <message>
        <source>The payments come to {given_fen}; {due_fen} is due.</source>
        <translation>付款合計 {given_fen}，應收 {due_fen}。</translation>
    </message>
    <message>
        <source>The payments do not fit the amount due.</source>
        <translation>付款與應收金額不符。</translation>
    </message>
    <message>
        <source>This can no longer be undone.</source>
        <translation>已經不能撤銷了。</translation>
    </message>
    <message>
        <source>The code is wrong, used or too old.</source>
        <translation>代碼不對、已用過或已過期。</translation>
    </message>
    <message>
        <source>Wrong PIN. Tries left: {left}.</source>
        <translation>PIN 不對，還可再試 {left} 次。</translation>
    </message>
    <message>
        <source>Wrong PIN.</source>
        <translation>PIN 不對。</translation>
    </message>
    <message>
        <source>Go on with the one that is open.</source>
        <extracomment>Code → what to do now.</extracomment>
        <translation>請在已開啟的那一個裡繼續。</translation>
    </message>
    <message>
        <source>Enter an amount above zero with at most two decimals.</source>
        <translation>請輸入大於零、最多兩位小數的金額。</translation>
    </message>
    <message>
        <source>Check the file, or choose another one.</source>
        <translation>請檢查檔案，或另選一個。</translation>
    </message>
    <message>
        <source>Correct the line and try again.</source>
        <translation>請改正這一行後重試。</translation>
    </message>
    <message>
        <source>Correct the marked field and try again.</source>
        <translation>請改正標出的欄目後重試。</translation>
    </message>
    <message>
        <source>Begin again when you are ready.</source>
        <translation>準備好後重新開始。</translation>
    </message>
    <message>
        <source>Keep the card and ask for identification; it can be reported found.</source>
        <translation>請收下卡並核對身份；找到本人後可解除掛失。</translation>
    </message>
    <message>
        <source>Write the card again, or take a new one.</source>
        <translation>請重寫一次，或換一張卡。</translation>
    </message>
    <message>
        <source>Look up the card, or take another one.</source>
        <translation>請查一下這張卡，或換一張。</translation>
    </message>
    <message>
        <source>Swipe it again evenly, or take another card.</source>
        <translation>請勻速再刷一次，或換一張卡。</translation>
    </message>
    <message>
        <source>Set date and time of the computer right, then go on.</source>
        <translation>請把電腦的日期和時間調準，再繼續。</translation>
    </message>
    <message>
        <source>Leave the coupon out.</source>
        <translation>請不用這張券。</translation>
    </message>
    <message>
        <source>Leave the coupon out or change the goods.</source>
        <translation>請不用這張券，或調整商品。</translation>
    </message>
    <message>
        <source>End the other program, then try again.</source>
        <translation>請結束另一個程式後重試。</translation>
    </message>
    <message>
        <source>Do not sell on. Restore the last backup or call for help.</source>
        <translation>請停止收銀。恢復最近的備份，或聯絡技術支援。</translation>
    </message>
    <message>
        <source>Install that version or a later one.</source>
        <translation>請安裝該版本或更新的版本。</translation>
    </message>
    <message>
        <source>End the other program; the device is then taken up by itself.</source>
        <translation>請結束另一個程式，裝置會自動接上。</translation>
    </message>
    <message>
        <source>Add the user to the group dialout, then sign in to the computer again.</source>
        <translation>請把使用者加入 dialout 組，然後重新登入電腦。</translation>
    </message>
    <message>
        <source>Check plug and power; it is taken up again by itself.</source>
        <translation>請檢查插頭和電源，接好後會自動恢復。</translation>
    </message>
    <message>
        <source>Check its power, then try again.</source>
        <translation>請檢查電源後重試。</translation>
    </message>
    <message>
        <source>Check the disk before you sell on.</source>
        <translation>繼續收銀前請先檢查磁碟。</translation>
    </message>
    <message>
        <source>Free some space on the disk, then try again.</source>
        <translation>請騰出一些磁碟空間後重試。</translation>
    </message>
    <message>
        <source>Scan or choose an article first.</source>
        <translation>請先掃碼或選擇商品。</translation>
    </message>
    <message>
        <source>Compare the differences.</source>
        <translation>請對照差異。</translation>
    </message>
    <message>
        <source>Do not sell on this till; call headquarters.</source>
        <translation>請停用本機收銀，並聯絡總部。</translation>
    </message>
    <message>
        <source>They are sent again by themselves; go on selling.</source>
        <translation>會自動補傳，可繼續收銀。</translation>
    </message>
    <message>
        <source>Use the window that is open.</source>
        <translation>請使用已開啟的視窗。</translation>
    </message>
    <message>
        <source>Try again when headquarters can be reached.</source>
        <translation>請在連上總部後重試。</translation>
    </message>
    <message>
        <source>Go on selling and call headquarters.</source>
        <translation>可繼續收銀，並聯絡總部。</translation>
    </message>
    <message>
        <source>Go on selling: all is kept and sent later. Check network and address.</source>
        <translation>可繼續收銀：資料都已儲存，稍後補傳。請檢查網路和地址。</translation>
    </message>
    <message>
        <source>Use fewer points.</source>
        <translation>請少用一些點數。</translation>
    </message>
    <message>
        <source>Top up, or pay the rest another way.</source>
        <translation>請先加值，或用其他方式付餘下部分。</translation>
    </message>
    <message>
        <source>Enter the recovery code, or restore a backup.</source>
        <translation>請輸入恢復碼，或恢復備份。</translation>
    </message>
    <message>
        <source>Lower the amount.</source>
        <translation>請降低金額。</translation>
    </message>
    <message>
        <source>Lower the amount, or ask a manager.</source>
        <translation>請降低金額，或請店長處理。</translation>
    </message>
    <message>
        <source>Wait, or let somebody else sign in.</source>
        <translation>請稍候，或由其他人登入。</translation>
    </message>
    <message>
        <source>Let a manager enter a PIN.</source>
        <translation>請店長輸入 PIN。</translation>
    </message>
    <message>
        <source>Count the cash in the drawer and open a shift.</source>
        <translation>請清點錢箱現金後開班。</translation>
    </message>
    <message>
        <source>Ask somebody with this right to sign in.</source>
        <translation>請由有此權限的人登入。</translation>
    </message>
    <message>
        <source>Choose an empty place.</source>
        <translation>請選擇空的位置。</translation>
    </message>
    <message>
        <source>Join a headquarters under Settings.</source>
        <translation>請在設定裡加入總部。</translation>
    </message>
    <message>
        <source>Check name or number and try again.</source>
        <translation>請核對姓名或號碼後重試。</translation>
    </message>
    <message>
        <source>Choose another sale.</source>
        <translation>請選擇另一單。</translation>
    </message>
    <message>
        <source>Enter another number.</source>
        <translation>請換一個號碼。</translation>
    </message>
    <message>
        <source>Take fewer, or correct the stock.</source>
        <translation>請減少數量，或更正庫存。</translation>
    </message>
    <message>
        <source>Lower quantity or amount.</source>
        <translation>請減少數量或金額。</translation>
    </message>
    <message>
        <source>Put in a new roll; waiting receipts then print by themselves.</source>
        <translation>請換上新紙卷，未打的收據會自動打出。</translation>
    </message>
    <message>
        <source>Sell or renew a pass.</source>
        <translation>請售出或續一張次卡。</translation>
    </message>
    <message>
        <source>End the freeze first.</source>
        <translation>請先解除凍結。</translation>
    </message>
    <message>
        <source>Look at the days of the pass.</source>
        <translation>請檢視次卡的可用日期。</translation>
    </message>
    <message>
        <source>They must be earned back first.</source>
        <translation>要先把點數賺回來。</translation>
    </message>
    <message>
        <source>Check power, cover and cable; waiting receipts then print by themselves.</source>
        <translation>請檢查電源、機蓋和連線，未打的收據會自動打出。</translation>
    </message>
    <message>
        <source>Look at the new total, then confirm again.</source>
        <translation>請看新的合計，再確認一次。</translation>
    </message>
    <message>
        <source>Check the rights of the folder and its disk.</source>
        <translation>請檢查目錄權限和磁碟。</translation>
    </message>
    <message>
        <source>Call headquarters.</source>
        <translation>請聯絡總部。</translation>
    </message>
    <message>
        <source>Count and close it first.</source>
        <translation>請先清點並交班。</translation>
    </message>
    <message>
        <source>Correct the payments.</source>
        <translation>請更正付款。</translation>
    </message>
    <message>
        <source>Make a refund instead.</source>
        <translation>請改做退款。</translation>
    </message>
    <message>
        <source>Ask headquarters for a new code and enter it exactly.</source>
        <translation>請向總部要一個新代碼，並準確輸入。</translation>
    </message>
    <message>
        <source>Enter it again.</source>
        <translation>請重新輸入。</translation>
    </message>
    <message>
        <source>This is not the recovery code of this data.</source>
        <translation>這不是這份資料的復原碼。</translation>
    </message>
    <message>
        <source>Enter it exactly as it was written down when the shop was set up.</source>
        <translation>請依開店時抄下的內容正確輸入。</translation>
    </message>
    <message>
        <source>This computer has no font with Chinese characters.</source>
        <translation>這台電腦沒有中文字型。</translation>
    </message>
    <message>
        <source>Install one, such as Noto Sans CJK; receipts then print by themselves.</source>
        <translation>請安裝一種，例如 Noto Sans CJK；之後小票會自動列印。</translation>
    </message>
    <message>
        <source>The database is not where it should be.</source>
        <translation>資料庫不在應有的位置。</translation>
    </message>
    <message>
        <source>Check the disk, or restore the last backup.</source>
        <translation>請檢查磁碟，或還原最近的備份。</translation>
    </message>
    <message>
        <source>entry</source>
        <extracomment>The `what` of an error → a noun; &quot;&quot; for any other.</extracomment>
        <translation>該項</translation>
    </message>
    <message>
        <source>member</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>card</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>sale</source>
        <translation>銷售單</translation>
    </message>
    <message>
        <source>article</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>員工</translation>
    </message>
    <message>
        <source>referrer</source>
        <translation>推薦人</translation>
    </message>
    <message>
        <source>top-up</source>
        <translation>加值單</translation>
    </message>
    <message>
        <source>receipt</source>
        <translation>收據</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>shop</source>
        <translation>店舖</translation>
    </message>
</context>
<context>
    <name>places</name>
    <message>
        <source>Counter</source>
        <translation>櫃台</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡務</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>來電</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>行銷</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>報表</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>裝置</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
</context>
<context>
    <name>rights</name>
    <message>
        <source>Give a lost card back its use</source>
        <translation>解除掛失</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>發卡</translation>
    </message>
    <message>
        <source>Report a card lost</source>
        <translation>掛失</translation>
    </message>
    <message>
        <source>Replace a card</source>
        <translation>換卡</translation>
    </message>
    <message>
        <source>Take a card back</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Put cash in or take it out</source>
        <translation>存取現金</translation>
    </message>
    <message>
        <source>Open the drawer without a sale</source>
        <translation>無銷售開錢箱</translation>
    </message>
    <message>
        <source>Change goods</source>
        <translation>修改商品</translation>
    </message>
    <message>
        <source>Change a member</source>
        <translation>修改會員</translation>
    </message>
    <message>
        <source>Enrol a member</source>
        <translation>登記會員</translation>
    </message>
    <message>
        <source>Change points by hand</source>
        <translation>手工調整點數</translation>
    </message>
    <message>
        <source>Change a price</source>
        <translation>改價</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>加值</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>銷售</translation>
    </message>
    <message>
        <source>Refund a sale</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Change settings</source>
        <translation>修改設定</translation>
    </message>
    <message>
        <source>Close the shift</source>
        <translation>交班</translation>
    </message>
    <message>
        <source>Open a shift</source>
        <translation>開班</translation>
    </message>
    <message>
        <source>Change staff</source>
        <translation>管理員工</translation>
    </message>
    <message>
        <source>This action</source>
        <translation>這項操作</translation>
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
        <translation>店長</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收銀員</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>稽核</translation>
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
        <translation>餘額被花成負數</translation>
    </message>
    <message>
        <source>Spent what another till was to keep</source>
        <translation>花了留給其他收銀機的額度</translation>
    </message>
    <message>
        <source>Spent without a right to it</source>
        <translation>沒有額度卻扣了款</translation>
    </message>
    <message>
        <source>Coupon used twice</source>
        <translation>優惠券被重複使用</translation>
    </message>
    <message>
        <source>Sold on a card reported lost</source>
        <translation>掛失的卡被使用</translation>
    </message>
    <message>
        <source>Card number given to two members</source>
        <translation>同一卡號發給了兩位會員</translation>
    </message>
    <message>
        <source>The till&apos;s clock was ahead</source>
        <translation>收銀機時鐘過快</translation>
    </message>
    <message>
        <source>Two histories of one till</source>
        <translation>同一台收銀機出現兩份記錄</translation>
    </message>
    <message>
        <source>A booking that does not balance</source>
        <translation>一筆記帳不平</translation>
    </message>
    <message>
        <source>A booking to look at</source>
        <translation>有一筆業務需要核對</translation>
    </message>
    <message>
        <source>Headquarters has found something to look at</source>
        <translation>總部發現有業務需要處理</translation>
    </message>
</context>
<context>
    <name>tenders</name>
    <message>
        <source>Stored value</source>
        <translation>儲值支付</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>現金</translation>
    </message>
    <message>
        <source>WeChat / Alipay</source>
        <translation>掃碼 微信/支付寶</translation>
    </message>
    <message>
        <source>Bank card</source>
        <translation>銀行卡</translation>
    </message>
    <message>
        <source>Split payment</source>
        <translation>組合支付</translation>
    </message>
    <message>
        <source>On account</source>
        <translation>掛帳</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡扣次</translation>
    </message>
</context>
</TS>
