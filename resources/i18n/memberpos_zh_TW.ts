<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
<context>
    <name>ApproveDialog</name>
    <message>
        <source>Approval needed</source>
        <extracomment>Refusals that somebody with the right may lift.</extracomment>
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
    <name>BatchDialog</name>
    <message>
        <source>First number</source>
        <extracomment>Above this many the numbers are not worked out at each key.</extracomment>
        <translation>起始卡號</translation>
    </message>
    <message>
        <source>A prefix is kept, the last digits count up</source>
        <translation>前綴保留，末尾數字遞增</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>張數</translation>
    </message>
    <message>
        <source>Password of all cards</source>
        <translation>統一初始密碼</translation>
    </message>
    <message>
        <source>Leave out numbers with a 4</source>
        <translation>跳過帶 4 的號碼</translation>
    </message>
    <message>
        <source>Add a check digit</source>
        <translation>末位加檢查碼</translation>
    </message>
    <message>
        <source>First passwords, changed at first use</source>
        <translation>初始密碼，首次使用須修改</translation>
    </message>
    <message>
        <source>None</source>
        <translation>無</translation>
    </message>
    <message>
        <source>The card alone pays</source>
        <translation>憑卡即可支付</translation>
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
        <translation>隨機產生</translation>
    </message>
    <message>
        <source>Printed with each card</source>
        <translation>隨卡列印</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>製卡</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>At least {digits} digits.</source>
        <translation>至少 {digits} 位數字。</translation>
    </message>
    <message>
        <source>{count} cards made.</source>
        <translation>已製 {count} 張卡。</translation>
    </message>
    <message>
        <source>New batch of cards</source>
        <translation>新增製卡批次</translation>
    </message>
    <message>
        <source>Enter the first number.</source>
        <translation>請輸入起始卡號。</translation>
    </message>
    <message>
        <source>From {first} on, {count} cards.</source>
        <translation>從 {first} 起，共 {count} 張。</translation>
    </message>
    <message>
        <source>There are not so many numbers of this length.</source>
        <translation>這個位數沒有這麼多號碼。</translation>
    </message>
    <message>
        <source>{first} to {last}, {count} cards</source>
        <translation>{first} 至 {last}，共 {count} 張</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>Freeze</source>
        <translation>凍結</translation>
    </message>
    <message>
        <source>Blacklist</source>
        <translation>列入黑名單</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Allow the membership again</source>
        <translation>恢復會員資格</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Stop the membership</source>
        <translation>停用會員</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>No sale, no top-up, nothing paid from it. Refunds stay possible.</source>
        <translation>停用後不能以會員身分消費、加值或扣款，仍可退款。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>請填寫原因。</translation>
    </message>
</context>
<context>
    <name>BytesDialog</name>
    <message>
        <source>Bytes of the devices</source>
        <translation>裝置資料</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>All devices</source>
        <translation>全部裝置</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>暫停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>繼續</translation>
    </message>
    <message>
        <source>File for support</source>
        <translation>匯出給客服</translation>
    </message>
    <message>
        <source>Shown here as they are and kept in memory only. In the file, numbers and texts are blanked.</source>
        <translation>此處原樣顯示，只存在記憶體中。匯出的檔案會隱去號碼和文字。</translation>
    </message>
    <message>
        <source>Written: {path}</source>
        <translation>已寫入：{path}</translation>
    </message>
</context>
<context>
    <name>CalibrateDialog</name>
    <message>
        <source>Scan</source>
        <extracomment>A burst has ended when no key came for this long; no scanner pauses so, and every person does.</extracomment>
        <translation>掃碼</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>打字</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新開始</translation>
    </message>
    <message>
        <source>Skip typing</source>
        <translation>略過打字</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Scan the same code three times, at your usual pace.</source>
        <translation>請依平常的速度，把同一個條碼掃三次。</translation>
    </message>
    <message>
        <source>Now type a telephone number as fast as you do at work, then Enter.</source>
        <translation>現在依平常最快的速度輸入一個電話號碼，再按 Enter。</translation>
    </message>
    <message>
        <source>Measured. Keep these times, or start over.</source>
        <translation>測量完成。請儲存，或重新開始。</translation>
    </message>
    <message>
        <source>Scanner that types</source>
        <translation>鍵盤介面掃描槍</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>{mean} ms on average, {longest} ms at most</source>
        <translation>平均 {mean} 毫秒，最長 {longest} 毫秒</translation>
    </message>
    <message>
        <source>Measured last, between keys</source>
        <translation>剛測得的按鍵間隔</translation>
    </message>
    <message>
        <source>A scan so far</source>
        <translation>目前視為掃碼</translation>
    </message>
    <message>
        <source>A scan from now on</source>
        <translation>以後視為掃碼</translation>
    </message>
    <message>
        <source>These keys have no times of their own. Switch off input methods and remote control, or set the scanner to USB-COM.</source>
        <translation>這些按鍵沒有各自的時間。請關閉輸入法和遠端控制，或把掃描槍設為虛擬序列埠。</translation>
    </message>
    <message>
        <source>This scanner types as slowly as a person. Set it to a higher speed or to USB-COM.</source>
        <translation>這把掃描槍和人打字一樣慢。請調快速度，或設為虛擬序列埠。</translation>
    </message>
    <message>
        <source>Somebody here types as fast as this scanner. Better set the scanner to USB-COM.</source>
        <translation>這裡有人打字和掃描槍一樣快。建議把掃描槍設為虛擬序列埠。</translation>
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
    <name>CardFaceKeeper</name>
    <message>
        <source>Balance {amount}</source>
        <translation>餘額 {amount}</translation>
    </message>
    <message>
        <source>Points {n}</source>
        <translation>點數 {n}</translation>
    </message>
</context>
<context>
    <name>CardPasswordDialog</name>
    <message>
        <source>Card password</source>
        <translation>卡片密碼</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>付款</translation>
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
        <translation>請持卡人輸入密碼後按 Enter。</translation>
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
        <translation>每日限額</translation>
    </message>
    <message>
        <source>Empty for no limit</source>
        <translation>留空為不限</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Empty for none, or for the one of its batch</source>
        <translation>留空為無密碼或沿用批次密碼</translation>
    </message>
    <message>
        <source>At least {digits} digits.</source>
        <translation>至少 {digits} 位數字。</translation>
    </message>
</context>
<context>
    <name>CardsPage</name>
    <message>
        <source>Issue another card</source>
        <translation>再發一張卡</translation>
    </message>
    <message>
        <source>Issue a card</source>
        <translation>發卡</translation>
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
        <translation>有密碼</translation>
    </message>
    <message>
        <source>Until {date}</source>
        <translation>有效至 {date}</translation>
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
        <source>To stock</source>
        <translation>回庫存</translation>
    </message>
    <message>
        <source>Never use again</source>
        <translation>作廢</translation>
    </message>
    <message>
        <source>Report lost</source>
        <translation>掛失</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>轉卡</translation>
    </message>
    <message>
        <source>Limit a day</source>
        <translation>每日限額</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>重新啟用</translation>
    </message>
    <message>
        <source>Card {number} is blocked.</source>
        <translation>卡片 {number} 已掛失。</translation>
    </message>
    <message>
        <source>Card {number} can be used again.</source>
        <translation>卡片 {number} 可以繼續使用。</translation>
    </message>
    <message>
        <source>Card {number} is taken back.</source>
        <translation>卡片 {number} 已收回。</translation>
    </message>
    <message>
        <source>Card {number} is in stock again.</source>
        <translation>卡片 {number} 已回庫存。</translation>
    </message>
    <message>
        <source>Card {number} is void.</source>
        <translation>卡片 {number} 已作廢。</translation>
    </message>
    <message>
        <source>Hand the card over to whom?</source>
        <translation>把卡轉給誰？</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>印標籤</translation>
    </message>
</context>
<context>
    <name>CardsScreen</name>
    <message>
        <source>Cards</source>
        <translation>卡務</translation>
    </message>
    <message>
        <source>Batches of cards</source>
        <translation>製卡批次</translation>
    </message>
    <message>
        <source>New batch</source>
        <translation>新增批次</translation>
    </message>
    <message>
        <source>Write cards</source>
        <translation>寫卡</translation>
    </message>
    <message>
        <source>Print first passwords</source>
        <translation>列印初始密碼</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>總數</translation>
    </message>
    <message>
        <source>To write</source>
        <translation>待寫</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可發</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>已發</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>卡號</translation>
    </message>
    <message>
        <source>A batch makes a range of card numbers; they can be written at once or later.</source>
        <translation>一個批次產生一段卡號，可以馬上寫卡，也可以之後再寫。</translation>
    </message>
    <message>
        <source>No batch yet</source>
        <translation>還沒有製卡</translation>
    </message>
    <message>
        <source>Take cards that do not prove themselves</source>
        <translation>接受無防偽碼的卡</translation>
    </message>
    <message>
        <source>Cards of another system, without our check code. Anybody can copy them.</source>
        <translation>其他系統的卡沒有本店防偽碼，容易被複製。</translation>
    </message>
    <message>
        <source>First passwords</source>
        <translation>初始密碼</translation>
    </message>
    <message>
        <source>Choose a batch, or make one.</source>
        <translation>請選擇批次，或新增一個。</translation>
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
        <translation>無</translation>
    </message>
    <message>
        <source>One for all</source>
        <translation>統一指定</translation>
    </message>
    <message>
        <source>Generated</source>
        <translation>隨機產生</translation>
    </message>
    <message>
        <source>Without 4</source>
        <translation>跳過 4</translation>
    </message>
    <message>
        <source>Check digit</source>
        <translation>檢查碼</translation>
    </message>
    <message>
        <source>All cards of this batch are written.</source>
        <translation>本批次已全部寫好。</translation>
    </message>
    <message>
        <source>No card writer is connected. Printed cards can be issued without being written.</source>
        <translation>未連接寫卡機。印有卡號的卡不寫也可以發。</translation>
    </message>
    <message>
        <source>{count} passwords are printed.</source>
        <translation>已列印 {count} 個初始密碼。</translation>
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
    <message>
        <source>Exchange for {number}</source>
        <extracomment>Quick keys: columns and rows, and where there is room.</extracomment>
        <translation>換貨 退回 {number}</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>優惠</translation>
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
    <name>ChangePasswordDialog</name>
    <message>
        <source>The card still has its first password. Let the holder choose another one.</source>
        <translation>此卡仍是初始密碼，請持卡人設定新密碼。</translation>
    </message>
    <message>
        <source>New card password</source>
        <translation>設定新密碼</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
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
        <translation>撤銷</translation>
    </message>
    <message>
        <source>Persons</source>
        <translation>人數</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>服務人員</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
    <message>
        <source>No pass yet</source>
        <translation>還沒有次卡</translation>
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
        <translation>簽到核銷</translation>
    </message>
    <message>
        <source>Other pass</source>
        <translation>換一張卡</translation>
    </message>
    <message>
        <source>One more person</source>
        <translation>加一人</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>員工</translation>
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
            <numerusform>核銷 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>{title}: checked in, {left}.</source>
        <translation>{title}：已核銷，{left}。</translation>
    </message>
    <message>
        <source>{title}: taken back.</source>
        <translation>{title}：核銷已撤銷。</translation>
    </message>
</context>
<context>
    <name>CheckedPanel</name>
    <message>
        <source>Refused</source>
        <translation>未通過</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>需核對</translation>
    </message>
    <message>
        <source>Refused rows as a sheet</source>
        <translation>匯出未通過的列</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>列</translation>
    </message>
    <message>
        <source>What</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>欄</translation>
    </message>
    <message>
        <source>Cells</source>
        <translation>原始內容</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>這裡沒有內容</translation>
    </message>
    <message>
        <source>Every row can be taken over as it is</source>
        <translation>每一列都可以直接匯入</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>可匯入</translation>
    </message>
    <message>
        <source>of {rows} rows</source>
        <translation>共 {rows} 列</translation>
    </message>
    <message>
        <source>of them to look at</source>
        <translation>其中需核對</translation>
    </message>
    <message>
        <source>correct and import again</source>
        <translation>改好後再匯入</translation>
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
        <translation>請與舊系統核對</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>贈金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
</context>
<context>
    <name>ClockDialog</name>
    <message>
        <source>Is the clock right?</source>
        <translation>電腦時間對嗎？</translation>
    </message>
    <message>
        <source>The clock is right</source>
        <translation>時間無誤</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>The clock says</source>
        <translation>電腦日期</translation>
    </message>
    <message>
        <source>Last entry</source>
        <translation>最近一筆</translation>
    </message>
    <message>
        <source>A clock that is behind puts sales on a wrong day. Set the date, or let a manager confirm it.</source>
        <translation>時間落後會把銷售記到錯誤的日期。請校準電腦日期，或由店長確認。</translation>
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
        <translation>結算方式</translation>
    </message>
    <message>
        <source>Paid back by</source>
        <translation>退款方式</translation>
    </message>
    <message>
        <source>The member&apos;s</source>
        <translation>消費者要求</translation>
    </message>
    <message>
        <source>The shop&apos;s</source>
        <translation>商家原因</translation>
    </message>
    <message>
        <source>Within seven days</source>
        <translation>七日內退款</translation>
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
        <translation>實退</translation>
    </message>
    <message>
        <source>Principal held</source>
        <translation>本金餘額</translation>
    </message>
    <message>
        <source>Bonus held</source>
        <translation>贈金餘額</translation>
    </message>
    <message>
        <source>Kept change, paid too</source>
        <translation>存零，一併退還</translation>
    </message>
    <message>
        <source>Bonus to come, called off</source>
        <translation>取消待返贈金</translation>
    </message>
    <message>
        <source>Stays with the shop</source>
        <translation>不予退還</translation>
    </message>
    <message>
        <source>{name} · the cards come back</source>
        <translation>{name} · 卡片一併收回</translation>
    </message>
    <message>
        <source>Close the card</source>
        <translation>退卡結算</translation>
    </message>
    <message>
        <source>Pay back {amount}</source>
        <translation>退 {amount}</translation>
    </message>
    <message>
        <source>For the shop&apos;s cause at least in proportion is paid.</source>
        <translation>商家原因退卡，至少按比例退還。</translation>
    </message>
    <message>
        <source>This is what the contract says.</source>
        <translation>章程約定的結算方式。</translation>
    </message>
    <message>
        <source>Not what the contract says.</source>
        <translation>不是章程約定的結算方式。</translation>
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
    <name>ConsentTextDialog</name>
    <message>
        <source>Changed words are a new version. Who agreed before stays on record with the old one.</source>
        <translation>文字改動後成為新版本，先前的同意仍按舊版本留存。</translation>
    </message>
    <message>
        <source>What members agree to</source>
        <translation>會員同意事項</translation>
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
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>同意文字</translation>
    </message>
    <message>
        <source>Enter the purpose and the words.</source>
        <translation>請填寫用途和同意文字。</translation>
    </message>
</context>
<context>
    <name>ConsentsDialog</name>
    <message>
        <source>Consents</source>
        <translation>同意事項</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Guardian&apos;s name</source>
        <translation>監護人姓名</translation>
    </message>
    <message>
        <source>The member is under 14: a guardian consents.</source>
        <translation>會員未滿 14 歲，須由監護人同意。</translation>
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
        <translation>請先填寫監護人姓名。</translation>
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
    <message>
        <source>Empty = not checked, minus = paid back</source>
        <translation>沒有核對就留空;退出多於收入時記負數。</translation>
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
        <source>Scan</source>
        <translation>掃碼</translation>
    </message>
    <message>
        <source>Gifts</source>
        <translation>兌換</translation>
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
    <message>
        <source>A telephone or bank card shows another number each time. Take a member card.</source>
        <translation>手機與銀行卡每次的號碼都不同，請使用會員卡。</translation>
    </message>
    <message>
        <source>The card cannot be read. Hold it still on the reader, or write it again.</source>
        <translation>卡片無法讀取。請把卡放穩再試，或重新寫卡。</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡扣次</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>核銷</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>優惠</translation>
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
    <message>
        <source>This card may be a copy: its chip is not the one that was issued. It was logged.</source>
        <translation>這張卡可能是複製卡：晶片與發卡時不同，已記入日誌。</translation>
    </message>
</context>
<context>
    <name>CouponsPage</name>
    <message>
        <source>Coupons</source>
        <translation>優惠券</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>發放</translation>
    </message>
    <message>
        <source>Give out coupons</source>
        <translation>發放優惠券</translation>
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
    <name>CustomerPage</name>
    <message>
        <source>Welcome</source>
        <translation>歡迎光臨</translation>
    </message>
    <message>
        <source>Your goods</source>
        <translation>您的商品</translation>
    </message>
    <message>
        <source>and {n} more above</source>
        <translation>上面還有 {n} 件</translation>
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
        <translation>應付</translation>
    </message>
    <message>
        <source>Paid {amount}</source>
        <translation>已付 {amount}</translation>
    </message>
    <message>
        <source>Thank you. Please come again.</source>
        <translation>謝謝惠顧，歡迎再度光臨。</translation>
    </message>
    <message>
        <source>Points earned: {n}</source>
        <translation>本次點數：{n}</translation>
    </message>
    <message>
        <source>You save {amount}</source>
        <translation>已優惠 {amount}</translation>
    </message>
</context>
<context>
    <name>DayLimitDialog</name>
    <message>
        <source>At most a day</source>
        <translation>每日限額</translation>
    </message>
    <message>
        <source>Empty for no limit</source>
        <translation>留空為不限</translation>
    </message>
    <message>
        <source>Limit a day</source>
        <translation>每日限額</translation>
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
        <source>Saved.</source>
        <translation>已儲存。</translation>
    </message>
</context>
<context>
    <name>DevicesScreen</name>
    <message>
        <source>Devices</source>
        <extracomment>Devices that are tried by waiting for what they say.</extracomment>
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
        <source>Try them here: swipe, scan, print. To change them ask the owner or a manager.</source>
        <translation>可以在這裡試：刷卡、掃碼、列印。要改設定，請找店主或店長。</translation>
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
        <source>Not set up</source>
        <translation>未設定</translation>
    </message>
    <message>
        <source>Number on the card</source>
        <translation>卡號格式</translation>
    </message>
    <message>
        <source>New device</source>
        <translation>新裝置</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校準</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>單據</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>資料</translation>
    </message>
    <message>
        <source>Taken for a scan: at most {longest} ms between keys, {mean} ms on average.</source>
        <translation>視為掃碼：按鍵間隔最長 {longest} 毫秒，平均 {mean} 毫秒。</translation>
    </message>
    <message>
        <source>Plug it in and press F6, or choose kind and port and save.</source>
        <translation>接上裝置後按 F6，或選好型號和連接埠再儲存。</translation>
    </message>
    <message>
        <source>Plugged in: {name}. F6 sets it up.</source>
        <translation>已接上：{name}。按 F6 設定。</translation>
    </message>
    <message>
        <source>Pulled out: {name}</source>
        <translation>已拔除：{name}</translation>
    </message>
    <message>
        <source>Copy for the shop</source>
        <translation>商店存根</translation>
    </message>
    <message>
        <source>With every receipt</source>
        <translation>每張都印</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>不印</translation>
    </message>
    <message>
        <source>When stored value moves</source>
        <translation>有儲值異動時</translation>
    </message>
    <message>
        <source>Try a card</source>
        <translation>試刷卡</translation>
    </message>
    <message>
        <source>Try a code</source>
        <translation>試掃碼</translation>
    </message>
    <message>
        <source>Try a call</source>
        <translation>試來電</translation>
    </message>
    <message>
        <source>Print a test label</source>
        <translation>列印測試標籤</translation>
    </message>
    <message>
        <source>Scanners and readers that type</source>
        <translation>鍵盤介面掃描槍、刷卡機</translation>
    </message>
    <message>
        <source>Plugged in</source>
        <translation>已接上</translation>
    </message>
    <message>
        <source>Show an amount</source>
        <translation>試顯示</translation>
    </message>
</context>
<context>
    <name>DiscountDialog</name>
    <message>
        <source>Money off by hand</source>
        <translation>手動折扣</translation>
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
        <source>Off the whole bill</source>
        <translation>整單折抵</translation>
    </message>
    <message>
        <source>Empty: nothing.</source>
        <translation>留空為不折抵。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>That is more than the bill.</source>
        <translation>超過帳單金額。</translation>
    </message>
    <message>
        <source>Say why money is taken off.</source>
        <translation>請填寫折扣原因。</translation>
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
        <translation>用 {points} 點抽一次</translation>
    </message>
    <message>
        <source>{name} · {points} points</source>
        <translation>{name} · {points} 點</translation>
    </message>
    <message>
        <source>The result is fixed already. Its seal (SHA-256):</source>
        <translation>結果已事先封存，封存碼（SHA-256）：</translation>
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
        <translation>抽獎數</translation>
    </message>
    <message>
        <source>The seed under the seal, also on the slip:</source>
        <translation>封存的種子（收據上也有）：</translation>
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
        <translation>抽獎</translation>
    </message>
    <message>
        <source>100 points</source>
        <translation>100 點</translation>
    </message>
    <message>
        <source>No prize</source>
        <translation>感謝參加</translation>
    </message>
    <message>
        <source>Wheel of luck</source>
        <translation>幸運轉盤</translation>
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
    <name>FieldDialog</name>
    <message>
        <source>Field of your own</source>
        <translation>自訂欄位</translation>
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
        <source>A field stays for ever; one not in use is hidden.</source>
        <translation>欄位建立後不能刪除，停用後不再顯示。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>欄位名稱</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>選項</translation>
    </message>
    <message>
        <source>Commas between choices</source>
        <translation>選項之間用逗號分隔</translation>
    </message>
    <message>
        <source>Every new member needs it</source>
        <translation>登記會員時必填</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>啟用</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>請填寫名稱。</translation>
    </message>
    <message>
        <source>Enter the choices.</source>
        <translation>請填寫選項。</translation>
    </message>
</context>
<context>
    <name>FieldWords</name>
    <message>
        <source>Short code</source>
        <translation>代碼</translation>
    </message>
    <message>
        <source>Letters and digits, not used by another one.</source>
        <translation>字母和數字，不能與現有的重複。</translation>
    </message>
    <message>
        <source>Number of the goods</source>
        <translation>商品編號</translation>
    </message>
    <message>
        <source>As it stands under Goods.</source>
        <translation>與「商品」裡的編號一致。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名稱</translation>
    </message>
    <message>
        <source>As customers read it on the receipt.</source>
        <translation>收據上給顧客看的名稱。</translation>
    </message>
    <message>
        <source>Goes together with others?</source>
        <translation>能否與其他活動併用</translation>
    </message>
    <message>
        <source>Empty: with all. exclusive: with none. Any other word: the best one of its group.</source>
        <translation>空：都可併用；exclusive：不與任何活動併用；填其他詞：同組取最優。</translation>
    </message>
    <message>
        <source>From day</source>
        <translation>開始日期</translation>
    </message>
    <message>
        <source>Year-month-day; empty: at once.</source>
        <translation>年-月-日；空：立即。</translation>
    </message>
    <message>
        <source>To day</source>
        <translation>結束日期</translation>
    </message>
    <message>
        <source>The last day, not before the first; empty: no end.</source>
        <translation>最後一天，不早於開始；空：不結束。</translation>
    </message>
    <message>
        <source>On these weekdays</source>
        <translation>限星期</translation>
    </message>
    <message>
        <source>None pressed: every day.</source>
        <translation>都不選：每天。</translation>
    </message>
    <message>
        <source>Between these hours</source>
        <translation>限時段</translation>
    </message>
    <message>
        <source>Like 11:00-14:00, also past midnight; empty: all day.</source>
        <translation>如 11:00-14:00，可跨午夜；空：全天。</translation>
    </message>
    <message>
        <source>Only for these tiers</source>
        <translation>限等級</translation>
    </message>
    <message>
        <source>Names with commas between; empty: for all.</source>
        <translation>等級名稱，用逗號隔開；空：不限。</translation>
    </message>
    <message>
        <source>Members only</source>
        <translation>僅限會員</translation>
    </message>
    <message>
        <source>Goods, by number</source>
        <translation>限商品（編號）</translation>
    </message>
    <message>
        <source>With commas between; empty: all goods.</source>
        <translation>用逗號隔開；空：全部商品。</translation>
    </message>
    <message>
        <source>Goods, by category</source>
        <translation>限分類</translation>
    </message>
    <message>
        <source>On top of other prices</source>
        <translation>可與其他價格疊加</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>啟用</translation>
    </message>
    <message>
        <source>Begins on</source>
        <translation>從哪天起</translation>
    </message>
    <message>
        <source>Year-month-day after today; empty: at once.</source>
        <translation>今天之後的年-月-日；空：立即。</translation>
    </message>
    <message>
        <source>Most for one member</source>
        <translation>每位會員最多</translation>
    </message>
    <message>
        <source>Empty: as often as they like.</source>
        <translation>空：不限次數。</translation>
    </message>
    <message>
        <source>A whole number; empty: none.</source>
        <translation>整數；空：不送。</translation>
    </message>
    <message>
        <source>Spend … yuan, get … points</source>
        <translation>每消費多少元 → 得多少點</translation>
    </message>
    <message>
        <source>Two whole numbers; the yuan not 0.</source>
        <translation>兩個整數，元數不能為 0。</translation>
    </message>
    <message>
        <source>Points worth one yuan off</source>
        <translation>多少點折 1 元</translation>
    </message>
    <message>
        <source>At least 1; empty: points buy gifts only.</source>
        <translation>至少 1；空：點數只能換贈品。</translation>
    </message>
    <message>
        <source>At most % of a bill by points</source>
        <translation>點數最多折抵帳單的 %</translation>
    </message>
    <message>
        <source>0 to 100.</source>
        <translation>0 到 100。</translation>
    </message>
    <message>
        <source>Points are good</source>
        <translation>點數效期</translation>
    </message>
    <message>
        <source>Points given before keep their day.</source>
        <translation>已發的點數效期不變。</translation>
    </message>
    <message>
        <source>Multiply by at most</source>
        <translation>點數倍數上限</translation>
    </message>
    <message>
        <source>Tier and campaign together, like 3; empty: no limit.</source>
        <translation>等級與活動合計，如 3；空：不限。</translation>
    </message>
    <message>
        <source>Name points that end, days before</source>
        <translation>點數到期前幾天提醒</translation>
    </message>
    <message>
        <source>On receipts, at the counter and in the list of reminders; 0: never.</source>
        <translation>顯示於收據、櫃檯與提醒名單；0：不提醒。</translation>
    </message>
    <message>
        <source>For joining</source>
        <translation>註冊送</translation>
    </message>
    <message>
        <source>For a birthday</source>
        <translation>生日送</translation>
    </message>
    <message>
        <source>For bringing a friend</source>
        <translation>推薦好友送</translation>
    </message>
    <message>
        <source>For the friend</source>
        <translation>被推薦人得</translation>
    </message>
    <message>
        <source>Friends that count in a month</source>
        <translation>每月最多算幾位好友</translation>
    </message>
    <message>
        <source>Empty: all.</source>
        <translation>空：不限。</translation>
    </message>
    <message>
        <source>Only full steps earn (每满)</source>
        <translation>滿額才給點</translation>
    </message>
    <message>
        <source>Spending bonus earns too</source>
        <translation>消費贈送金也給點</translation>
    </message>
    <message>
        <source>Spending stored value earns</source>
        <translation>儲值消費給點</translation>
    </message>
    <message>
        <source>Tiers are reached by</source>
        <translation>依什麼升級</translation>
    </message>
    <message>
        <source>Counted over</source>
        <translation>統計範圍</translation>
    </message>
    <message>
        <source>A tier is good for</source>
        <translation>等級效期</translation>
    </message>
    <message>
        <source>Who reaches too little goes</source>
        <translation>未達標者</translation>
    </message>
    <message>
        <source>Tiers</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>The first from 0, each later one from more; names differ; percent 0 to 100.</source>
        <translation>第一級從 0 起，門檻逐級更高；名稱不重複；百分比 0 到 100。</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>優惠方式</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>級距</translation>
    </message>
    <message>
        <source>Each with another amount, from the smallest to the largest.</source>
        <translation>金額各不相同，從小到大。</translation>
    </message>
    <message>
        <source>Pays percent</source>
        <translation>實付百分比</translation>
    </message>
    <message>
        <source>90 = pays 90 % (九折); 0 to 100.</source>
        <translation>90 = 九折；0 到 100。</translation>
    </message>
    <message>
        <source>From amount</source>
        <translation>滿多少元</translation>
    </message>
    <message>
        <source>In yuan; empty: any amount.</source>
        <translation>單位元；空：不限金額。</translation>
    </message>
    <message>
        <source>Points times</source>
        <translation>點數倍數</translation>
    </message>
    <message>
        <source>Like 2 or 1.5.</source>
        <translation>如 2 或 1.5。</translation>
    </message>
    <message>
        <source>Of every … pieces</source>
        <translation>每幾件</translation>
    </message>
    <message>
        <source>A whole number from 1.</source>
        <translation>從 1 起的整數。</translation>
    </message>
    <message>
        <source>… are paid</source>
        <translation>付幾件的錢</translation>
    </message>
    <message>
        <source>Fewer than the pieces.</source>
        <translation>比件數少。</translation>
    </message>
    <message>
        <source>Amount in yuan</source>
        <translation>金額（元）</translation>
    </message>
    <message>
        <source>Needed.</source>
        <translation>必填。</translation>
    </message>
    <message>
        <source>Price in yuan</source>
        <translation>價格（元）</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>A whole number.</source>
        <translation>整數。</translation>
    </message>
    <message>
        <source>At most … pieces</source>
        <translation>最多幾件</translation>
    </message>
    <message>
        <source>Empty: one.</source>
        <translation>空：一件。</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>面額</translation>
    </message>
    <message>
        <source>Yuan off, percent paid, pieces free, or the trial price: as chosen above.</source>
        <translation>依上面所選：折多少元、實付百分比、免費件數或體驗價。</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>More than 0.</source>
        <translation>大於 0。</translation>
    </message>
    <message>
        <source>Good for days</source>
        <translation>有效天數</translation>
    </message>
    <message>
        <source>The first day does not count; empty: no end.</source>
        <translation>首日不算；空：不過期。</translation>
    </message>
    <message>
        <source>Or good for months</source>
        <translation>或有效月數</translation>
    </message>
    <message>
        <source>Either days or months.</source>
        <translation>天數和月數只填一個。</translation>
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
        <translation>總共最多</translation>
    </message>
    <message>
        <source>May be handed on</source>
        <translation>可轉贈</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>次數</translation>
    </message>
    <message>
        <source>At least 1; empty: as often as they like while it is good.</source>
        <translation>至少 1；空：效期內不限次。</translation>
    </message>
    <message>
        <source>Uses given on top</source>
        <translation>贈送次數</translation>
    </message>
    <message>
        <source>Only beside uses.</source>
        <translation>有次數時才能送。</translation>
    </message>
    <message>
        <source>One use without a pass</source>
        <translation>單次原價</translation>
    </message>
    <message>
        <source>In yuan, for refunds.</source>
        <translation>單位元，退卡時用。</translation>
    </message>
    <message>
        <source>Persons at once</source>
        <translation>一次幾人</translation>
    </message>
    <message>
        <source>Empty: any number; of a time pass one.</source>
        <translation>空：不限；期限卡為一人。</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Costs points</source>
        <translation>需要點數</translation>
    </message>
    <message>
        <source>Pieces in stock</source>
        <translation>庫存件數</translation>
    </message>
    <message>
        <source>Empty: not counted.</source>
        <translation>空：不計庫存。</translation>
    </message>
    <message>
        <source>A play costs points</source>
        <translation>抽一次要多少點</translation>
    </message>
    <message>
        <source>Prizes</source>
        <translation>獎品</translation>
    </message>
    <message>
        <source>A larger share comes up more often; at least one above 0.</source>
        <translation>份額越大越容易抽中；至少一個大於 0。</translation>
    </message>
    <message>
        <source>From the smallest amount to the largest.</source>
        <translation>金額從小到大。</translation>
    </message>
    <message>
        <source>First top-up only</source>
        <translation>僅限首次儲值</translation>
    </message>
    <message>
        <source>Once for each full amount</source>
        <translation>每滿一級送一份</translation>
    </message>
    <message>
        <source>… counted in</source>
        <translation>依什麼週期算</translation>
    </message>
    <message>
        <source>From</source>
        <translation>門檻</translation>
    </message>
    <message>
        <source>To stay</source>
        <translation>保級</translation>
    </message>
    <message>
        <source>Pays %</source>
        <translation>折扣 %</translation>
    </message>
    <message>
        <source>Points ×</source>
        <translation>點數 ×</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日送</translation>
    </message>
    <message>
        <source>Coupons on reaching it</source>
        <translation>升級送券</translation>
    </message>
    <message>
        <source>From yuan</source>
        <translation>滿（元）</translation>
    </message>
    <message>
        <source>Yuan off</source>
        <translation>折（元）</translation>
    </message>
    <message>
        <source>Pays in</source>
        <translation>儲值</translation>
    </message>
    <message>
        <source>Bonus</source>
        <translation>贈送</translation>
    </message>
    <message>
        <source>Later, in parts</source>
        <translation>分月回饋</translation>
    </message>
    <message>
        <source>Number of parts</source>
        <translation>分幾期</translation>
    </message>
    <message>
        <source>Bonus %</source>
        <translation>贈送 %</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Points after days</source>
        <translation>點數幾天後可用</translation>
    </message>
    <message>
        <source>Months between</source>
        <translation>每隔幾個月</translation>
    </message>
    <message>
        <source>On day of month</source>
        <translation>每月幾號入帳</translation>
    </message>
    <message>
        <source>Charged if used</source>
        <translation>已用每張扣</translation>
    </message>
    <message>
        <source>Charged per use</source>
        <translation>已用每次扣</translation>
    </message>
    <message>
        <source>Tier for months</source>
        <translation>等級保留幾個月</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>優惠券</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Gift or coupon</source>
        <translation>贈品或券</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>份額</translation>
    </message>
    <message>
        <source>This cannot be used.</source>
        <extracomment>Numbers of months to choose from.</extracomment>
        <translation>這樣填不行。</translation>
    </message>
    <message>
        <source>Points that were spent, at a refund</source>
        <translation>退款時點數已用掉</translation>
    </message>
    <message>
        <source>Days to use points that come back</source>
        <translation>退回的點數可用天數</translation>
    </message>
    <message>
        <source>When their own day has passed; 0 or more.</source>
        <translation>原有效期已過時適用；0 或以上。</translation>
    </message>
    <message>
        <source>Passes earn points</source>
        <translation>次卡積點時機</translation>
    </message>
    <message>
        <source>Spend … yuan, get … growth</source>
        <translation>每消費 … 元得 … 成長值</translation>
    </message>
    <message>
        <source>For a visit</source>
        <translation>到店送點數</translation>
    </message>
    <message>
        <source>Visits that count</source>
        <translation>到店次數上限</translation>
    </message>
    <message>
        <source>For checking in</source>
        <translation>打卡送點數</translation>
    </message>
    <message>
        <source>Check-ins that count</source>
        <translation>打卡次數上限</translation>
    </message>
    <message>
        <source>Points by hand, at most</source>
        <translation>手動調整點數上限</translation>
    </message>
    <message>
        <source>For one member; empty: no limit.</source>
        <translation>每位會員；留空為不限。</translation>
    </message>
    <message>
        <source>Points for a piece of goods</source>
        <translation>單品贈點</translation>
    </message>
    <message>
        <source>Number of the goods and points from 1.</source>
        <translation>填寫貨號和點數（至少 1）。</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任務</translation>
    </message>
    <message>
        <source>Each with a name and points from 1.</source>
        <translation>每項填寫名稱和點數（至少 1）。</translation>
    </message>
    <message>
        <source>Badges</source>
        <translation>勳章</translation>
    </message>
    <message>
        <source>Each with a name and an amount from 1; goods only for pieces bought.</source>
        <translation>每枚填寫名稱和數量（至少 1）；貨號僅用於「購買件數」。</translation>
    </message>
    <message>
        <source>A refund takes a tier back</source>
        <translation>退款後降級</translation>
    </message>
    <message>
        <source>Growth begins anew with each review</source>
        <translation>每次審核後成長值歸零</translation>
    </message>
    <message>
        <source>Spend first</source>
        <translation>先扣</translation>
    </message>
    <message>
        <source>At most % of a bill by bonus</source>
        <translation>贈金最多抵帳單的 %</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>去零方式</translation>
    </message>
    <message>
        <source>What is rounded</source>
        <translation>去零範圍</translation>
    </message>
    <message>
        <source>The business day begins at</source>
        <translation>營業日起始時間</translation>
    </message>
    <message>
        <source>Like 04:00: until then sales belong to the day before.</source>
        <translation>例如 04:00：此前的銷售計入前一天。</translation>
    </message>
    <message>
        <source>Keep the rules for prepaid cards</source>
        <translation>執行預付卡管理規定</translation>
    </message>
    <message>
        <source>For shops in China only.</source>
        <translation>僅適用於中國大陸的店鋪。</translation>
    </message>
    <message>
        <source>And yuan</source>
        <translation>另付金額（元）</translation>
    </message>
    <message>
        <source>Empty: points alone.</source>
        <translation>留空：只用點數。</translation>
    </message>
    <message>
        <source>Other prices for tiers</source>
        <translation>各等級兌換價</translation>
    </message>
    <message>
        <source>Name of the tier and points.</source>
        <translation>填寫等級名稱和點數。</translation>
    </message>
    <message>
        <source>Other benefits, in words</source>
        <translation>其他權益（文字）</translation>
    </message>
    <message>
        <source>Points good for</source>
        <translation>點數有效期</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>Passes</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>貨號</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>For</source>
        <translation>條件</translation>
    </message>
</context>
<context>
    <name>FilterDialog</name>
    <message>
        <source>Filter members</source>
        <translation>篩選會員</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>檢視</translation>
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
        <translation>等級</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性別</translation>
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
        <translation>最近多少天入會</translation>
    </message>
    <message>
        <source>Stored value from … to …</source>
        <translation>儲值餘額 從…到…</translation>
    </message>
    <message>
        <source>Points from … to …</source>
        <translation>點數 從…到…</translation>
    </message>
    <message>
        <source>Points end within … days</source>
        <translation>點數多少天內到期</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡號</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意事項</translation>
    </message>
    <message>
        <source>Keep as</source>
        <translation>另存為</translation>
    </message>
    <message>
        <source>With a name it stays beside the other filters.</source>
        <translation>填寫名稱後，會顯示在篩選列中。</translation>
    </message>
    <message>
        <source>Commas between tags</source>
        <translation>標籤之間用逗號分隔</translation>
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
        <translation>無卡</translation>
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
        <translation>停卡最後一天</translation>
    </message>
    <message>
        <source>Both days count</source>
        <translation>頭尾兩天都算停卡</translation>
    </message>
    <message numerus="yes">
        <source>Last day of the pass, %n day(s) later</source>
        <translation>
            <numerusform>到期日順延 %n 天</numerusform>
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
        <translation>請填寫停卡的第一天和最後一天。</translation>
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
        <translation>兌換單 {number}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Points returned</source>
        <translation>退回點數</translation>
    </message>
    <message>
        <source>Money returned</source>
        <translation>退回金額</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>請填寫原因。</translation>
    </message>
    <message>
        <source>Taken back. {points} points returned.</source>
        <translation>已退回，返還 {points} 點。</translation>
    </message>
</context>
<context>
    <name>GiftsPage</name>
    <message>
        <source>Gifts</source>
        <translation>贈品</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>贈品</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>Give out coupons</source>
        <extracomment>Numbers shown after a batch; all of them are in the books.</extracomment>
        <translation>發放優惠券</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>發放</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>To members</source>
        <translation>發給會員</translation>
    </message>
    <message>
        <source>Phone or card number, with commas between.</source>
        <translation>手機號碼或卡號，用逗號隔開。</translation>
    </message>
    <message>
        <source>Or so many for anybody</source>
        <translation>或批次製券</translation>
    </message>
    <message>
        <source>Whoever shows the number may use it; 1 to 10000.</source>
        <translation>憑券號使用，不限人；1 到 10000 張。</translation>
    </message>
    <message>
        <source>Given: {count}</source>
        <translation>已發放：{count} 張</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>不發放</translation>
    </message>
    <message>
        <source>all members</source>
        <translation>全部會員</translation>
    </message>
    <message>
        <source>A filter saved in Members.</source>
        <translation>在「會員」中儲存的篩選條件。</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} 位會員</translation>
    </message>
    <message>
        <source>Or to everybody of a filter</source>
        <translation>或發給篩選出的會員</translation>
    </message>
    <message>
        <source>Given: {count}. Left out, because they may have no more or are stopped: {others}.</source>
        <translation>已發放 {count} 張。因達到領取上限或已停用而略過 {others} 位。</translation>
    </message>
    <message>
        <source>Given before: {count}.</source>
        <translation>此前已發放 {count} 張。</translation>
    </message>
    <message>
        <source>Enter members, or choose a filter with members, or a number of coupons.</source>
        <translation>請填寫會員，或選擇有會員的篩選條件，或填寫張數，三選一。</translation>
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
        <source>Store and till</source>
        <translation>門店與機號</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Oldest waiting since</source>
        <translation>最早一筆待傳時間</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>History</source>
        <translation>變更記錄</translation>
    </message>
    <message>
        <source>Taken back. It will not begin.</source>
        <translation>已撤回，不會生效。</translation>
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
        <translation>規則變更</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>還沒有變更</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>誰</translation>
    </message>
    <message>
        <source>What</source>
        <translation>什麼</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>變更</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Settings, version {subject}</source>
        <translation>設定，第 {subject} 版</translation>
    </message>
    <message>
        <source>Plan for {subject}</source>
        <translation>計畫 {subject} 生效</translation>
    </message>
    <message>
        <source>Plan taken back, {subject}</source>
        <translation>撤回計畫 {subject}</translation>
    </message>
    <message>
        <source>Promotion {subject}</source>
        <translation>促銷 {subject}</translation>
    </message>
    <message>
        <source>Coupon {subject}</source>
        <translation>優惠券 {subject}</translation>
    </message>
    <message>
        <source>Pass {subject}</source>
        <translation>次卡 {subject}</translation>
    </message>
    <message>
        <source>Gift {subject}</source>
        <translation>贈品 {subject}</translation>
    </message>
    <message>
        <source>Draw {subject}</source>
        <translation>抽獎 {subject}</translation>
    </message>
    <message>
        <source>Top-up offer {subject}</source>
        <translation>儲值活動 {subject}</translation>
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
    <name>ImportScreen</name>
    <message>
        <source>Import members</source>
        <extracomment>Rows to look at that are shown; the sheet has them all.</extracomment>
        <translation>匯入會員</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>選擇檔案</translation>
    </message>
    <message>
        <source>Drop the table of the other system here</source>
        <translation>把舊系統的會員表格拖到這裡</translation>
    </message>
    <message>
        <source>XLSX, XLS or CSV. Nothing is booked before you have seen every verdict.</source>
        <translation>支援 XLSX、XLS 和 CSV。核對每一列的結果之後才會入帳。</translation>
    </message>
    <message>
        <source>To the members</source>
        <translation>檢視會員</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>檢查</translation>
    </message>
    <message>
        <source>Other file</source>
        <translation>換一個檔案</translation>
    </message>
    <message>
        <source>Refused rows as a sheet</source>
        <translation>匯出未通過的列</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>對應關係</translation>
    </message>
    <message numerus="yes">
        <source>Take over %n member(s)</source>
        <translation>
            <numerusform>匯入 %n 位會員</numerusform>
        </translation>
    </message>
    <message>
        <source>Check all rows</source>
        <translation>檢查全部列</translation>
    </message>
    <message>
        <source>{members} members and {cards} cards were taken over.</source>
        <translation>已匯入 {members} 位會員、{cards} 張卡。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) refused: import them again when they are corrected.</source>
        <translation>
            <numerusform>%n 列未通過，改好後再匯入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare the sums with the other system once more before you sell.</source>
        <translation>開始營業前，請再與舊系統核對一次合計。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) written.</source>
        <translation>
            <numerusform>已寫出 %n 列。</numerusform>
        </translation>
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
    <name>ListPage</name>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>還沒有內容</translation>
    </message>
    <message>
        <source>F4 begins a new one</source>
        <translation>按 F4 新增</translation>
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
    <name>MallDialog</name>
    <message>
        <source>Points of {name}</source>
        <translation>{name} 的點數</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選擇</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points} 點</translation>
    </message>
    <message>
        <source>Nothing to get for points yet</source>
        <translation>還沒有可兌換的項目</translation>
    </message>
    <message>
        <source>Gifts, draws and tasks are set up by the owner.</source>
        <translation>禮品、抽獎和任務由店主設定。</translation>
    </message>
    <message>
        <source>Earn</source>
        <translation>賺點數</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>簽到</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任務</translation>
    </message>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>剩 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>禮品</translation>
    </message>
    <message numerus="yes">
        <source>%n prize(s)</source>
        <translation>
            <numerusform>%n 種獎品</numerusform>
        </translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>抽獎</translation>
    </message>
    <message>
        <source>+{points} points</source>
        <translation>+{points} 點</translation>
    </message>
    <message>
        <source>{points} points given. Balance {balance}.</source>
        <translation>已送 {points} 點，餘額 {balance} 點。</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Column</source>
        <extracomment>Values of a column that are shown beside its heading.</extracomment>
        <translation>欄</translation>
    </message>
    <message>
        <source>For example</source>
        <translation>範例</translation>
    </message>
    <message>
        <source>Is</source>
        <translation>對應為</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Dates like 5/4/1990</source>
        <translation>5/4/1990 這樣的日期</translation>
    </message>
    <message>
        <source>Members who are here already</source>
        <translation>已存在的會員</translation>
    </message>
    <message>
        <source>Of the stored value, gift (%)</source>
        <translation>餘額中贈金占比 (%)</translation>
    </message>
    <message>
        <source>Refuse: say which is meant</source>
        <translation>不接受，請先說明</translation>
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
        <translation>不匯入</translation>
    </message>
    <message>
        <source>Take them over again, with a warning</source>
        <translation>仍然匯入並提示</translation>
    </message>
</context>
<context>
    <name>MarketingScreen</name>
    <message>
        <source>Marketing</source>
        <translation>行銷</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一頁</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>收銀台</translation>
    </message>
    <message>
        <source>Only with the right to change this</source>
        <translation>沒有更改權限</translation>
    </message>
    <message>
        <source>Ask the owner, or sign in as somebody who may. Nothing was changed.</source>
        <translation>請店主操作，或換有權限的人登入。未作任何更改。</translation>
    </message>
</context>
<context>
    <name>MemberActions</name>
    <message>
        <source>History</source>
        <translation>往來記錄</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Consents</source>
        <translation>同意事項</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推薦人</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合併</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Which other member is it?</source>
        <translation>與哪位會員合併？</translation>
    </message>
    <message>
        <source>{name} was merged into this member. Undo until {date}.</source>
        <translation>{name} 已併入此會員，{date} 前可復原。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>復原</translation>
    </message>
    <message>
        <source>The members are two again.</source>
        <translation>已恢復為兩位會員。</translation>
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
        <source>Gifts</source>
        <translation>兌換</translation>
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
        <source>to {tier}</source>
        <translation>距{tier}還差</translation>
    </message>
    <message>
        <source>to keep {tier} until {date}</source>
        <translation>{date} 前保{tier}還需</translation>
    </message>
    <message>
        <source>Benefit</source>
        <translation>權益</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>勳章</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已儲存。</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>核銷</translation>
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
        <translation>優惠券</translation>
    </message>
    <message>
        <source>No coupons</source>
        <translation>沒有優惠券</translation>
    </message>
    <message>
        <source>Pay out kept change, {fen}</source>
        <translation>支領存零 {fen}</translation>
    </message>
    <message>
        <source>Kept change</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>長期有效</translation>
    </message>
    <message>
        <source>Hand over {fen}.</source>
        <translation>請付給顧客 {fen}。</translation>
    </message>
    <message>
        <source>Points by hand</source>
        <translation>手動點數</translation>
    </message>
    <message>
        <source>Give a tier</source>
        <translation>贈予等級</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>會員有效期至</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
</context>
<context>
    <name>MemberExtras</name>
    <message>
        <source>Calendar of the birthday</source>
        <translation>生日曆法</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Commas between tags</source>
        <translation>標籤之間用逗號分隔</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>會員有效期至</translation>
    </message>
    <message>
        <source>Empty: without end</source>
        <translation>留空為長期有效</translation>
    </message>
    <message>
        <source>Sold by</source>
        <translation>銷售員</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推薦人</translation>
    </message>
    <message>
        <source>Solar</source>
        <translation>國曆</translation>
    </message>
    <message>
        <source>Lunar</source>
        <translation>農曆</translation>
    </message>
    <message>
        <source>Lunar, leap month</source>
        <translation>農曆閏月</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>無</translation>
    </message>
    <message>
        <source>Enter the day as 2030-12-31.</source>
        <translation>請按 2030-12-31 的格式填寫日期。</translation>
    </message>
    <message>
        <source>Search a member …</source>
        <translation>搜尋會員…</translation>
    </message>
</context>
<context>
    <name>MemberFieldsSettings</name>
    <message>
        <source>Members</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>Add a field</source>
        <translation>新增欄位</translation>
    </message>
    <message>
        <source>Add a consent</source>
        <translation>新增同意事項</translation>
    </message>
    <message>
        <source>Fields of your own</source>
        <translation>自訂欄位</translation>
    </message>
    <message>
        <source>What members agree to</source>
        <translation>會員同意事項</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>欄位名稱</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>類型</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>啟用</translation>
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
        <translation>還沒有自訂欄位</translation>
    </message>
    <message>
        <source>F4 adds one: skin type, shoe size, licence plate …</source>
        <translation>按 F4 新增，例如膚質、鞋碼、車牌號…</translation>
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
    <name>MemberHistoryDialog</name>
    <message>
        <source>History of {name}</source>
        <translation>{name} 的往來記錄</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>When</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>What</source>
        <translation>內容</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>詳情</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金額</translation>
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
        <source>Who</source>
        <translation>經手人</translation>
    </message>
    <message>
        <source>Other tills: what was bought there is listed by day. Balances and tier are those of all shops.</source>
        <translation>其他收銀機的消費按日彙總列出；餘額與等級為全部門市的資料。</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>沒有這類記錄</translation>
    </message>
    <message>
        <source>Choose another filter above</source>
        <translation>請在上方換一個類別</translation>
    </message>
    <message>
        <source>Filter before</source>
        <translation>上一類</translation>
    </message>
    <message>
        <source>Next filter</source>
        <translation>下一類</translation>
    </message>
    <message>
        <source>approved by {name}</source>
        <translation>{name} 核准</translation>
    </message>
</context>
<context>
    <name>MemberPanel</name>
    <message>
        <source>Swipe a card or enter a phone number</source>
        <extracomment>Beside the avatar; a tier that does not fit beside the name stands below it. Passes shown, and how much of a title or of a note.</extracomment>
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
        <source>{amount} more</source>
        <translation>還差 {amount}</translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s) more</source>
        <translation>
            <numerusform>還差 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>{points} points more</source>
        <translation>還差 {points} 點</translation>
    </message>
    <message>
        <source>{growth} growth more</source>
        <translation>還差 {growth} 成長值</translation>
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
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>篩選</translation>
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
        <translation>第二位的餘額、點數、卡與次卡全部轉給第一位，{days} 天內可復原。</translation>
    </message>
    <message>
        <source>Merge members</source>
        <translation>合併會員</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合併</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Change who stays</source>
        <translation>交換保留對象</translation>
    </message>
    <message>
        <source>Take over from the second:</source>
        <translation>採用第二位的資料：</translation>
    </message>
    <message>
        <source>Stays: {who}</source>
        <translation>保留：{who}</translation>
    </message>
    <message>
        <source>Goes: {who}</source>
        <translation>併入：{who}</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本金</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>贈金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>成長值</translation>
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
        <translation>優惠券</translation>
    </message>
    <message>
        <source>Nothing on the account</source>
        <translation>帳戶中沒有餘額</translation>
    </message>
    <message>
        <source>Merged. It can be undone in the profile.</source>
        <translation>已合併，可在會員資料中復原。</translation>
    </message>
    <message>
        <source>These two cannot be merged: it is the same member, or one was merged before.</source>
        <translation>這兩位不能合併：是同一位會員，或其中一位已被合併過。</translation>
    </message>
</context>
<context>
    <name>MoreDialog</name>
    <message>
        <source>Members</source>
        <translation>會員</translation>
    </message>
    <message>
        <source>Export this list</source>
        <translation>匯出目前名單</translation>
    </message>
    <message>
        <source>XLSX, CSV or JSON</source>
        <translation>XLSX、CSV 或 JSON</translation>
    </message>
    <message>
        <source>Import members</source>
        <translation>匯入會員</translation>
    </message>
    <message>
        <source>From another system&apos;s table</source>
        <translation>來自其他系統的表格</translation>
    </message>
    <message>
        <source>Saved filter</source>
        <translation>已存篩選</translation>
    </message>
    <message>
        <source>Remove filter {name}</source>
        <translation>刪除篩選 {name}</translation>
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
    <name>NewDeviceDialog</name>
    <message>
        <source>Plug in</source>
        <extracomment>Kinds that cannot be asked.</extracomment>
        <translation>接上裝置</translation>
    </message>
    <message>
        <source>What is it?</source>
        <translation>是什麼裝置</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>連接埠</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>裝置資訊</translation>
    </message>
    <message>
        <source>No port seen yet</source>
        <translation>尚未看到連接埠</translation>
    </message>
    <message>
        <source>Plug the device in and switch it on.</source>
        <translation>請接上裝置並開啟電源。</translation>
    </message>
    <message>
        <source>Or its address in the network</source>
        <translation>或網路位址</translation>
    </message>
    <message>
        <source>For example 192.168.1.87:9100</source>
        <translation>例如 192.168.1.87:9100</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>型號</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>用作</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>請選擇…</translation>
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
        <translation>無</translation>
    </message>
    <message>
        <source>Takes the place of</source>
        <translation>取代原有裝置</translation>
    </message>
    <message>
        <source>Plug the device in now, or choose its port.</source>
        <translation>現在接上裝置，或選擇它的連接埠。</translation>
    </message>
    <message>
        <source>It is listened to, then asked one question, once.</source>
        <translation>先聽一聽，再問一句，只問一次。</translation>
    </message>
    <message>
        <source>Keep it, then try it.</source>
        <translation>儲存後試一試。</translation>
    </message>
    <message>
        <source>Keep and try</source>
        <translation>儲存並試用</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>New device</source>
        <translation>新裝置</translation>
    </message>
    <message>
        <source>Listening and asking …</source>
        <translation>正在識別…</translation>
    </message>
    <message>
        <source>It does not say what it is. Choose.</source>
        <translation>裝置沒有說明型號，請選擇。</translation>
    </message>
    <message>
        <source>It answered: {kind}</source>
        <translation>已識別：{kind}</translation>
    </message>
    <message>
        <source>Line speed</source>
        <translation>鮑率</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>預設</translation>
    </message>
    <message>
        <source>This port is the one of: {device}. Choose another.</source>
        <translation>這個連接埠已用於：{device}。請選擇別的連接埠。</translation>
    </message>
    <message>
        <source>It answered. It is found again under any port name.</source>
        <translation>已回應。以後連接埠名稱變了也找得到。</translation>
    </message>
</context>
<context>
    <name>OffersDialog</name>
    <message>
        <source>Coupon number: scan or type, then Enter</source>
        <extracomment>Gives the price if exactly these coupons and add-ons were asked for.</extracomment>
        <translation>掃描或輸入券碼，按 Enter</translation>
    </message>
    <message>
        <source>No coupons</source>
        <translation>沒有可用的優惠券</translation>
    </message>
    <message>
        <source>Scan one, or issue it to the member</source>
        <translation>可掃描券碼，或先發券給會員</translation>
    </message>
    <message>
        <source>How the price is made</source>
        <translation>價格明細</translation>
    </message>
    <message>
        <source>Tick</source>
        <translation>勾選</translation>
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
        <translation>優惠與優惠券</translation>
    </message>
    <message>
        <source>Due {fen}</source>
        <translation>應收 {fen}</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>{date} 到期</translation>
    </message>
    <message>
        <source>Money off by hand</source>
        <translation>手動折扣</translation>
    </message>
</context>
<context>
    <name>OffersPage</name>
    <message>
        <source>Promotions</source>
        <extracomment>Kind → the fields it has besides the common ones; `defaults` are what a new one begins with.</extracomment>
        <translation>促銷活動</translation>
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
        <translation>已結束</translation>
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
        <translation>已送出的單據不會自動重印。</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>單據</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>單據</translation>
    </message>
    <message>
        <source>State</source>
        <translation>狀態</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>沒有等待的單據</translation>
    </message>
    <message>
        <source>Everything asked for is on paper.</source>
        <translation>要印的都印好了。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>列印</translation>
    </message>
    <message>
        <source>It is on paper</source>
        <translation>已印出</translation>
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
        <translation>請按 2030-12-31 的格式填寫日期。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此項必填。</translation>
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
    <name>PapersSettings</name>
    <message>
        <source>Papers</source>
        <translation>單據</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>店標</translation>
    </message>
    <message>
        <source>Built-in again</source>
        <translation>恢復內建</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>單據</translation>
    </message>
    <message>
        <source>Width</source>
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
        <source>Logo …</source>
        <translation>店標…</translation>
    </message>
    <message>
        <source>No logo</source>
        <translation>不用店標</translation>
    </message>
    <message>
        <source>The shop&apos;s own layout, on this till.</source>
        <translation>本機使用自己的版面。</translation>
    </message>
    <message>
        <source>The built-in layout. Change it and save: it becomes the shop&apos;s own on this till.</source>
        <translation>內建版面。修改並儲存後，成為本機自己的版面。</translation>
    </message>
    <message>
        <source>Saved. The next paper looks like this.</source>
        <translation>已儲存。下一張單據就是這樣。</translation>
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
        <translation>確認</translation>
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
        <translation>{title}：有效期限至 {date}。</translation>
    </message>
    <message>
        <source>These days cannot be frozen: outside the pass&apos;s days, or already used.</source>
        <translation>這幾天不能停卡：不在有效期限內，或當天已經用過。</translation>
    </message>
</context>
<context>
    <name>PassFlow</name>
    <message>
        <source>{title}: freeze ended, good to {date}.</source>
        <translation>{title}：已恢復使用，有效期限至 {date}。</translation>
    </message>
    <message>
        <source>{title}: taken back.</source>
        <translation>{title}：核銷已撤銷。</translation>
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
        <translation>簽到核銷</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>售次卡</translation>
    </message>
    <message>
        <source>No pass yet</source>
        <translation>還沒有次卡</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>End the freeze</source>
        <translation>結束停卡</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>Renew</source>
        <translation>續卡</translation>
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
        <translation>用次卡扣抵的商品</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>扣次</translation>
    </message>
    <message>
        <source>Other pass</source>
        <translation>換一張卡</translation>
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
        <translation>扣次，餘下 {amount} 另付</translation>
    </message>
    <message>
        <source>Pay with a pass</source>
        <translation>次卡扣次</translation>
    </message>
    <message>
        <source>Not so many uses are left on this pass.</source>
        <translation>這張卡剩餘次數不夠。</translation>
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
    <message>
        <source>Keep change</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>Hand it all back</source>
        <translation>全部找給顧客</translation>
    </message>
    <message>
        <source>Coins {fen}</source>
        <translation>存零頭 {fen}</translation>
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
    <message numerus="yes">
        <source>F1 · %n can pay</source>
        <translation>
            <numerusform>F1 · 可用 %n 張</numerusform>
        </translation>
    </message>
    <message>
        <source>Customer gets</source>
        <translation>退給顧客</translation>
    </message>
    <message numerus="yes">
        <source>%n coupon(s)</source>
        <translation>
            <numerusform>%n 張券可用</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n used</source>
        <translation>
            <numerusform>已用 %n 張</numerusform>
        </translation>
    </message>
    <message>
        <source>Goods back</source>
        <translation>退回商品</translation>
    </message>
    <message numerus="yes">
        <source>%n more, F8 shows them</source>
        <translation>
            <numerusform>另 %n 項，F8 查看</numerusform>
        </translation>
    </message>
    <message>
        <source>Discount by hand</source>
        <translation>手動折扣</translation>
    </message>
    <message>
        <source>Offers, coupons</source>
        <translation>優惠與優惠券</translation>
    </message>
    <message>
        <source>price details</source>
        <translation>價格明細</translation>
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
        <translation>儲存照片</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>選擇檔案…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼上</translation>
    </message>
    <message>
        <source>Remove photo</source>
        <translation>刪除照片</translation>
    </message>
    <message>
        <source>Drop a picture here</source>
        <translation>把圖片拖到這裡</translation>
    </message>
    <message>
        <source>or choose a file, or paste one from the clipboard</source>
        <translation>或選擇檔案，或從剪貼簿貼上</translation>
    </message>
    <message>
        <source>Drag the square; its corner, the wheel, + and - make it larger or smaller.</source>
        <translation>拖動方框選取；拖角、滾輪或 + - 調整大小。</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪貼簿裡沒有圖片。</translation>
    </message>
    <message>
        <source>This is no picture that can be read. Take a JPEG, PNG, WebP or BMP file.</source>
        <translation>無法讀取這張圖片，請使用 JPEG、PNG、WebP 或 BMP。</translation>
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
    <name>PointsByHandDialog</name>
    <message>
        <source>Give points</source>
        <translation>增加點數</translation>
    </message>
    <message>
        <source>Take points</source>
        <translation>扣減點數</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>{name} · {points} points</source>
        <translation>{name} · {points} 點</translation>
    </message>
    <message>
        <source>Points by hand</source>
        <translation>手動點數</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>確認</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter how many points.</source>
        <translation>請輸入點數。</translation>
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
    <name>PointsPage</name>
    <message>
        <source>Points and tiers</source>
        <extracomment>What an empty field means.</extracomment>
        <translation>點數與等級</translation>
    </message>
</context>
<context>
    <name>PortTable</name>
    <message>
        <source>Port</source>
        <translation>連接埠</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>裝置資訊</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>序號</translation>
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
        <translation>尚未看到連接埠</translation>
    </message>
    <message>
        <source>Plug a device in; it shows here by itself.</source>
        <translation>接上裝置後會自動顯示。</translation>
    </message>
    <message>
        <source>no rights</source>
        <translation>無權限</translation>
    </message>
</context>
<context>
    <name>PresetPage</name>
    <message>
        <source>Your trade</source>
        <translation>您的行業</translation>
    </message>
    <message>
        <source>Done: {tiers} tiers, {offers} promotions, {ladders} top-up offers, {coupons} kinds of coupons.</source>
        <translation>已設好：{tiers} 個等級、{offers} 個促銷、{ladders} 個儲值活動、{coupons} 種優惠券。</translation>
    </message>
    <message>
        <source>Which trade is your shop?</source>
        <translation>您的店屬於哪個行業？</translation>
    </message>
    <message>
        <source>Whole rules to begin with: tiers, points, top-ups, promotions, coupons. All of it can be changed.</source>
        <translation>一整套起步規則：等級、點數、儲值、促銷、優惠券，之後都可以改。</translation>
    </message>
    <message>
        <source>I rather make my own</source>
        <translation>我自己來設</translation>
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
            <numerusform>恢復 %n 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Reactivate a pass</source>
        <translation>恢復次卡</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>恢復</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enter a day from today on.</source>
        <translation>請填寫今天或以後的日期。</translation>
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
    <message>
        <source>Prepaid</source>
        <translation>預收</translation>
    </message>
</context>
<context>
    <name>RechargeDialog</name>
    <message>
        <source>Amount paid</source>
        <translation>加值金額</translation>
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
    <message>
        <source>Extra gift</source>
        <translation>額外贈送</translation>
    </message>
    <message>
        <source>Beyond the offers, with approval</source>
        <translation>活動以外，需核准</translation>
    </message>
    <message>
        <source>Other offer</source>
        <translation>換活動</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>活動</translation>
    </message>
    <message>
        <source>Gift after (+{bonus})</source>
        <translation>儲值後贈金（+{bonus}）</translation>
    </message>
</context>
<context>
    <name>RechargePage</name>
    <message>
        <source>Top-up offers</source>
        <translation>儲值活動</translation>
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
        <translation>儲值贈送</translation>
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
        <translation>輸入有誤</translation>
    </message>
    <message>
        <source>Within seven days</source>
        <translation>七日內退款</translation>
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
        <translation>請填寫原因。</translation>
    </message>
    <message>
        <source>Top-up undone, {amount} paid back.</source>
        <translation>儲值已撤銷，退款 {amount}。</translation>
    </message>
    <message>
        <source>Paid back</source>
        <translation>實退</translation>
    </message>
    <message>
        <source>{receipt} of {date}, {amount}</source>
        <translation>{date} 儲值 {amount} · {receipt}</translation>
    </message>
    <message>
        <source>Undo a top-up</source>
        <translation>儲值退款</translation>
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
        <translation>已使用贈金</translation>
    </message>
    <message>
        <source>Charged for gifts used</source>
        <translation>扣除已用贈送</translation>
    </message>
    <message>
        <source>Bonus taken back</source>
        <translation>收回贈金</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>扣回點數</translation>
    </message>
    <message>
        <source>Bonus to come, called off</source>
        <translation>取消待返贈金</translation>
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
    <name>RedeemDialog</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>剩 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Hand out</source>
        <translation>確認兌換</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>件數</translation>
    </message>
    <message>
        <source>Paid by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Enter how many.</source>
        <translation>請輸入件數。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Points after</source>
        <translation>兌換後點數</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>另付</translation>
    </message>
    <message>
        <source>{gift} handed out. {points} points left.</source>
        <translation>已兌換 {gift}，剩餘 {points} 點。</translation>
    </message>
</context>
<context>
    <name>ReferralsDialog</name>
    <message>
        <source>Brought by members</source>
        <extracomment>Referrers shown above a member; the first ones give way.</extracomment>
        <translation>推薦關係</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>檢視</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>關閉</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入會日期</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>Brought</source>
        <translation>推薦人數</translation>
    </message>
    <message>
        <source>Brought nobody yet</source>
        <translation>還沒有推薦過會員</translation>
    </message>
    <message>
        <source>Say at enrolment who brought the new member</source>
        <translation>登記新會員時填寫推薦人即可</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上一層</translation>
    </message>
    <message>
        <source>Brought {direct}; in all below {below}, of them {active} have been here.</source>
        <translation>直接推薦 {direct} 人，下層共 {below} 人，其中 {active} 人到過店。</translation>
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
    <message>
        <source>Points it brought, used already</source>
        <translation>所贈點數已使用</translation>
    </message>
    <message>
        <source>Coupons given back</source>
        <translation>退還優惠券</translation>
    </message>
    <message>
        <source>Coupons past their last day</source>
        <translation>已過期不退的券</translation>
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
        <translation>按均價退未用次數</translation>
    </message>
    <message>
        <source>Price less uses at list price</source>
        <translation>已用次數按原價扣</translation>
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
        <translation>按均價</translation>
    </message>
    <message>
        <source>By list price</source>
        <translation>按原價</translation>
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
        <translation>顧客實得</translation>
    </message>
    <message>
        <source>Points spent elsewhere</source>
        <translation>點數已用，折現扣除</translation>
    </message>
    <message>
        <source>of it to stored value</source>
        <translation>其中退回儲值</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>扣回點數</translation>
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
    <message>
        <source>Exchange</source>
        <translation>換貨</translation>
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
    <name>RenewPassDialog</name>
    <message>
        <source>Take payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>From the last day</source>
        <translation>從到期日續</translation>
    </message>
    <message>
        <source>From today</source>
        <translation>從今天起</translation>
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
        <translation>續卡</translation>
    </message>
    <message>
        <source>not possible: it would have ended already</source>
        <translation>不可用：續完也已過期</translation>
    </message>
    <message>
        <source>no last day</source>
        <translation>長期有效</translation>
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
    <name>RulePage</name>
    <message>
        <source>Saved. It works from the next sale.</source>
        <translation>已儲存，從下一筆起生效。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>試算</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>舉例</translation>
    </message>
    <message>
        <source>Save and switch on</source>
        <translation>儲存並啟用</translation>
    </message>
    <message>
        <source>Mend the field that is marked.</source>
        <translation>請改正標紅的欄位。</translation>
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
        <extracomment>What an empty field means.</extracomment>
        <translation>規則</translation>
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
        <translation>匯入期間可照常收銀；取消後不會留下任何資料。</translation>
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
        <source>New badge</source>
        <translation>新勳章</translation>
    </message>
    <message>
        <source>Points now</source>
        <translation>現有點數</translation>
    </message>
    <message>
        <source>Stored value now</source>
        <translation>儲值餘額</translation>
    </message>
    <message>
        <source>Cash to hand over</source>
        <translation>付給顧客現金</translation>
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
    <name>SellPassDialog</name>
    <message>
        <source>No kinds of passes yet</source>
        <translation>還沒有次卡種類</translation>
    </message>
    <message>
        <source>The owner adds them under Settings</source>
        <translation>請店主在設定裡新增</translation>
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
        <translation>次數</translation>
    </message>
    <message>
        <source>Good for</source>
        <translation>有效期限</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>可用時段</translation>
    </message>
    <message>
        <source>One use without a pass</source>
        <translation>單次原價</translation>
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
        <translation>會員付 {money} 得 {points} 點。</translation>
    </message>
    <message>
        <source>A {tier} member who pays {money} gets {points} points.</source>
        <translation>{tier}會員付 {money} 得 {points} 點。</translation>
    </message>
    <message>
        <source>They are worth {money}.</source>
        <translation>可折抵 {money}。</translation>
    </message>
    <message>
        <source>{pieces} pieces for {total}: the customer pays {due}.</source>
        <translation>買 {pieces} 件共 {total}，付 {due}。</translation>
    </message>
    <message>
        <source>Goods for {total}: the customer pays {due}.</source>
        <translation>買 {total} 付 {due}。</translation>
    </message>
    <message>
        <source>A member gets {points} points instead of {plain}.</source>
        <translation>會員得 {points} 點，平時 {plain}。</translation>
    </message>
    <message>
        <source>Pays in {money}, has {total} to spend.</source>
        <translation>儲 {money}，可用 {total}。</translation>
    </message>
    <message>
        <source>And {points} points.</source>
        <translation>另送 {points} 點。</translation>
    </message>
    <message>
        <source>And coupons: {count}.</source>
        <translation>另送券 {count} 張。</translation>
    </message>
    <message>
        <source>{price} for as many visits as they like.</source>
        <translation>{price}，效期內不限次。</translation>
    </message>
    <message>
        <source>{price} for {uses} uses: {each} each.</source>
        <translation>{price} 共 {uses} 次，每次 {each}。</translation>
    </message>
    <message>
        <source>Without a pass {list}: {saved} saved in all.</source>
        <translation>單次原價 {list}，共省 {saved}。</translation>
    </message>
    <message>
        <source>{points} points.</source>
        <translation>{points} 點。</translation>
    </message>
    <message>
        <source>A member earns them by spending {money}.</source>
        <translation>會員消費 {money} 即可累積到。</translation>
    </message>
    <message>
        <source>Off a bill they would be worth {money}.</source>
        <translation>若折抵帳單值 {money}。</translation>
    </message>
    <message>
        <source>A play costs the member {points} points and the shop {money} on average.</source>
        <translation>抽一次會員花 {points} 點，店裡平均成本 {money}。</translation>
    </message>
    <message>
        <source>{money} spent add {growth} to the growth value.</source>
        <translation>消費 {money} 增加成長值 {growth}。</translation>
    </message>
    <message>
        <source>Points earned today are good to {date}.</source>
        <translation>今天得到的點數可用到 {date}。</translation>
    </message>
    <message>
        <source>Receipts and the counter name it from {date} on.</source>
        <translation>自 {date} 起，收據與櫃檯會提醒。</translation>
    </message>
    <message>
        <source>Topped up with {paid} and {gift} bonus, {fen} are paid with {principal} principal and {bonus} bonus.</source>
        <translation>加值 {paid} 送 {gift}，消費 {fen} 時扣本金 {principal}、贈金 {bonus}。</translation>
    </message>
    <message>
        <source>A bill of {fen} becomes {paid} in cash.</source>
        <translation>帳單 {fen}，現金實收 {paid}。</translation>
    </message>
    <message>
        <source>Joining brings {points} points.</source>
        <translation>入會送 {points} 點。</translation>
    </message>
    <message>
        <source>A birthday brings {points} points.</source>
        <translation>生日送 {points} 點。</translation>
    </message>
    <message>
        <source>A visit brings {points} points.</source>
        <translation>到店送 {points} 點。</translation>
    </message>
    <message>
        <source>Checking in brings {points} points.</source>
        <translation>打卡送 {points} 點。</translation>
    </message>
    <message>
        <source>Who brings a friend gets {points} points.</source>
        <translation>推薦好友得 {points} 點。</translation>
    </message>
    <message>
        <source>The friend gets {points} points.</source>
        <translation>被推薦人得 {points} 點。</translation>
    </message>
    <message>
        <source>{name}: {points} points.</source>
        <translation>{name}：{points} 點。</translation>
    </message>
    <message>
        <source>Only spending brings points.</source>
        <translation>只有消費才得點數。</translation>
    </message>
    <message>
        <source>{money} of it come on {date}.</source>
        <translation>其中 {money} 於 {date} 入帳。</translation>
    </message>
    <message>
        <source>{money} of it come in {count} parts, from {first} to {last}.</source>
        <translation>其中 {money} 分 {count} 期入帳，從 {first} 到 {last}。</translation>
    </message>
    <message>
        <source>And {points} points, to be used from {date} on.</source>
        <translation>另送 {points} 點，{date} 起可用。</translation>
    </message>
    <message>
        <source>And passes: {count}.</source>
        <translation>另送次卡 {count} 張。</translation>
    </message>
    <message>
        <source>And the tier {tier} to {date}.</source>
        <translation>並升為{tier}，至 {date} 為止。</translation>
    </message>
    <message>
        <source>And the tier {tier}.</source>
        <translation>並升為 {tier}。</translation>
    </message>
    <message>
        <source>Undone later, each used coupon costs {money}.</source>
        <translation>日後取消儲值時，每張已用的券扣 {money}。</translation>
    </message>
    <message>
        <source>Undone later, each use of a pass costs {money}.</source>
        <translation>日後取消儲值時，次卡每用一次扣 {money}。</translation>
    </message>
    <message>
        <source>{tier}: {points} points.</source>
        <translation>{tier}：{points} 點。</translation>
    </message>
</context>
<context>
    <name>SetPasswordDialog</name>
    <message>
        <source>Once more</source>
        <translation>再次輸入</translation>
    </message>
    <message>
        <source>Both empty take the password away</source>
        <translation>兩項都留空即取消密碼</translation>
    </message>
    <message>
        <source>Card password</source>
        <translation>卡片密碼</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
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
        <translation>已排定，到期自動生效；可在「歷史」中查看或撤回。</translation>
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
    <message>
        <source>Self-service link (as a code on receipts)</source>
        <translation>自助連結（收據上印成 QR code）</translation>
    </message>
    <message>
        <source>For example https://shop.example/r/{receipt}: the receipt&apos;s number.</source>
        <translation>例如 https://shop.example/r/{receipt}，其中 {receipt} 為單號。</translation>
    </message>
    <message>
        <source>A link begins with https:// and has no blanks.</source>
        <translation>連結以 https:// 開頭，不含空格。</translation>
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
    <name>SimulatorPanel</name>
    <message>
        <source>Simulated devices</source>
        <translation>模擬裝置</translation>
    </message>
    <message>
        <source>These devices are not there. What you do here, the till hears on real ports.</source>
        <translation>這些裝置是模擬的。這裡的操作，收銀端會從真實連接埠收到。</translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>More points</source>
        <extracomment>What an empty field means.</extracomment>
        <translation>其他點數</translation>
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
    <name>TierByHandDialog</name>
    <message>
        <source>Last day</source>
        <translation>到期日</translation>
    </message>
    <message>
        <source>Empty: for ever</source>
        <translation>留空：永久有效</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Give a tier</source>
        <translation>贈予等級</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>贈送</translation>
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
        <translation>永久有效</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Choose a tier.</source>
        <translation>請選擇等級。</translation>
    </message>
    <message>
        <source>Enter a day, or leave it empty.</source>
        <translation>請輸入日期，或留空。</translation>
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
        <source>{state} · {count} to look at</source>
        <translation>{state} · {count} 件待處理</translation>
    </message>
    <message>
        <source>Card, code, phone, name</source>
        <translation>刷卡、掃碼、手機號碼或姓名拼音</translation>
    </message>
    <message>
        <source>Card reader</source>
        <translation>讀卡機</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>收據機</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>掃描槍</translation>
    </message>
    <message>
        <source>Caller ID</source>
        <translation>來電盒</translation>
    </message>
    <message>
        <source>Customer display</source>
        <translation>顧客顯示器</translation>
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
    <message>
        <source>Labels</source>
        <translation>標籤機</translation>
    </message>
</context>
<context>
    <name>TradePage</name>
    <message>
        <source>Your trade</source>
        <translation>您的行業</translation>
    </message>
    <message>
        <source>Whole rules to begin with. Each of them can be changed later under Marketing.</source>
        <translation>一整套起步規則，之後都可以在「行銷」裡修改。</translation>
    </message>
</context>
<context>
    <name>TransferDialog</name>
    <message>
        <source>At most {amount}: bonus stays</source>
        <translation>最多 {amount}，贈金不可轉</translation>
    </message>
    <message>
        <source>Principal to move</source>
        <translation>轉帳本金</translation>
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
        <translation>轉出</translation>
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
        <source>Give a reason.</source>
        <translation>請填寫原因。</translation>
    </message>
    <message>
        <source>{amount} moved to {name}.</source>
        <translation>已轉 {amount} 給{name}。</translation>
    </message>
    <message>
        <source>Principal left here</source>
        <translation>轉出後本金</translation>
    </message>
    <message>
        <source>Principal there</source>
        <translation>對方轉入後本金</translation>
    </message>
    <message>
        <source>Also bonus, points, passes and coupons</source>
        <translation>贈金、點數、次卡和優惠券一併轉移</translation>
    </message>
    <message>
        <source>{giver} to {taker}</source>
        <translation>{giver} → {taker}</translation>
    </message>
    <message>
        <source>Hand a card over</source>
        <translation>轉卡</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>轉帳</translation>
    </message>
    <message>
        <source>Move {amount}</source>
        <translation>轉 {amount}</translation>
    </message>
</context>
<context>
    <name>TrialPanel</name>
    <message>
        <source>Sales looked at</source>
        <extracomment>Sales priced again in one look-up: whatever else is read waits no longer than that. Members looked through for their birthdays in one look-up. What a page gives to be tried: a draft for sales, or (code, document) of a top-up offer.</extracomment>
        <translation>重算銷售筆數</translation>
    </message>
    <message>
        <source>Would be others</source>
        <translation>結果不同的</translation>
    </message>
    <message>
        <source>Members touched</source>
        <translation>涉及會員</translation>
    </message>
    <message>
        <source>Points more</source>
        <translation>多發點數</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收據</translation>
    </message>
    <message>
        <source>Customer pays</source>
        <translation>顧客多付</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Rehearse before switching on</source>
        <translation>啟用前先試算</translation>
    </message>
    <message>
        <source>Prices last month&apos;s sales again under this draft. Nothing is changed.</source>
        <translation>用這份草稿重算上月的銷售，不更動任何資料。</translation>
    </message>
    <message>
        <source>There was nothing last month that it can be tried on.</source>
        <translation>上月沒有可以試算的記錄。</translation>
    </message>
    <message>
        <source>Nothing would have been different.</source>
        <translation>結果沒有任何不同。</translation>
    </message>
    <message>
        <source>It would have cost {money}.</source>
        <translation>會讓利 {money}。</translation>
    </message>
    <message>
        <source>It would have brought {money} more.</source>
        <translation>會多收 {money}。</translation>
    </message>
    <message>
        <source>Sales of {first} to {last}. Nothing is changed.</source>
        <translation>{first} 至 {last} 的銷售，不更動任何資料。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>試算</translation>
    </message>
    <message>
        <source>of these, joining and birthdays</source>
        <translation>其中入會和生日贈點</translation>
    </message>
    <message>
        <source>It would have cost no money.</source>
        <translation>不會多花一分錢。</translation>
    </message>
</context>
<context>
    <name>TryDialog</name>
    <message>
        <source>Swipe a card or hold it to the reader. It is only shown here.</source>
        <translation>請刷卡或把卡放到讀卡機上。只在這裡顯示。</translation>
    </message>
    <message>
        <source>Scan any code. It is only shown here.</source>
        <translation>請掃任意條碼。只在這裡顯示。</translation>
    </message>
    <message>
        <source>Ring this line from another telephone. The call is only shown here.</source>
        <translation>請用另一支電話打進來。來電只在這裡顯示。</translation>
    </message>
    <message>
        <source>Try: {device}</source>
        <translation>試用：{device}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>a payment code</source>
        <translation>付款碼</translation>
    </message>
    <message>
        <source>number withheld</source>
        <translation>號碼未顯示</translation>
    </message>
    <message>
        <source>Line {line}: {number}</source>
        <translation>{line} 號線：{number}</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>還沒有</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>掃碼</translation>
    </message>
</context>
<context>
    <name>UseLines</name>
    <message>
        <source>Checked in lately</source>
        <translation>最近核銷</translation>
    </message>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤銷</translation>
    </message>
</context>
<context>
    <name>ValueMoveDialog</name>
    <message>
        <source>{name} · balance {now}</source>
        <translation>{name} · 餘額 {now}</translation>
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
        <source>Paid out by</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>At most the principal, {amount}</source>
        <translation>最多為本金 {amount}</translation>
    </message>
    <message>
        <source>Pay out stored value</source>
        <translation>儲值提領</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>提領</translation>
    </message>
    <message>
        <source>Deduct stored value</source>
        <translation>強制扣款</translation>
    </message>
    <message>
        <source>Deduct</source>
        <translation>扣款</translation>
    </message>
    <message>
        <source>Without a sale, in the spend order</source>
        <translation>不經銷售，按扣款順序扣除</translation>
    </message>
    <message>
        <source>Freeze the account</source>
        <translation>凍結帳戶</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>凍結</translation>
    </message>
    <message>
        <source>Nothing goes in or out until it is let go</source>
        <translation>解凍前不可儲值、消費或轉帳</translation>
    </message>
    <message>
        <source>Let the account go</source>
        <translation>解凍帳戶</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>解凍</translation>
    </message>
    <message>
        <source>It can be used again at once</source>
        <translation>解凍後立即可用</translation>
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
        <source>Booked.</source>
        <translation>已入帳。</translation>
    </message>
</context>
<context>
    <name>ValuePage</name>
    <message>
        <source>Transfer</source>
        <extracomment>Keys that neither the drawer nor a call has.</extracomment>
        <translation>轉帳</translation>
    </message>
    <message>
        <source>Close card</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Pay out</source>
        <translation>提領</translation>
    </message>
    <message>
        <source>Deduct</source>
        <translation>扣款</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>解凍</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>凍結</translation>
    </message>
    <message>
        <source>Frozen: nothing goes in or out</source>
        <translation>已凍結，不可儲值和消費</translation>
    </message>
    <message>
        <source>No top-up yet</source>
        <translation>還沒有儲值</translation>
    </message>
    <message>
        <source>Bonus to come</source>
        <translation>待返贈金</translation>
    </message>
    <message>
        <source>{paid} + {bonus} gift</source>
        <translation>{paid} 送 {bonus}</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>剩餘</translation>
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
        <translation>可無理由退</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Transfer to whom?</source>
        <translation>轉給誰？</translation>
    </message>
</context>
<context>
    <name>ValueWords</name>
    <message>
        <source>Money off an amount (满减)</source>
        <translation>滿額折抵</translation>
    </message>
    <message>
        <source>Percent off (打折)</source>
        <translation>打折</translation>
    </message>
    <message>
        <source>Second piece half price</source>
        <translation>第二件半價</translation>
    </message>
    <message>
        <source>Take n, pay m</source>
        <translation>買幾付幾</translation>
    </message>
    <message>
        <source>Cheapest piece cheaper</source>
        <translation>最低價一件優惠</translation>
    </message>
    <message>
        <source>Bundle at a price</source>
        <translation>組合價</translation>
    </message>
    <message>
        <source>Special price</source>
        <translation>特價</translation>
    </message>
    <message>
        <source>Add-on (换购)</source>
        <translation>加價購</translation>
    </message>
    <message>
        <source>More points</source>
        <translation>多倍點數</translation>
    </message>
    <message>
        <source>Service charge</source>
        <translation>服務費</translation>
    </message>
    <message>
        <source>Minimum spend</source>
        <translation>最低消費</translation>
    </message>
    <message>
        <source>Yuan off</source>
        <translation>抵用</translation>
    </message>
    <message>
        <source>Percent paid</source>
        <translation>折扣</translation>
    </message>
    <message>
        <source>Pieces free</source>
        <translation>免費兌換</translation>
    </message>
    <message>
        <source>One piece at a price</source>
        <translation>體驗價</translation>
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
        <translation>消費金額</translation>
    </message>
    <message>
        <source>Days with a visit</source>
        <translation>到店天數</translation>
    </message>
    <message>
        <source>Points earned</source>
        <translation>累積點數</translation>
    </message>
    <message>
        <source>Growth value</source>
        <translation>成長值</translation>
    </message>
    <message>
        <source>everything so far</source>
        <translation>全部累計</translation>
    </message>
    <message>
        <source>the calendar year</source>
        <translation>曆年</translation>
    </message>
    <message>
        <source>since the tier began</source>
        <translation>本等級開始以來</translation>
    </message>
    <message>
        <source>ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>one tier down</source>
        <translation>降一級</translation>
    </message>
    <message>
        <source>to the tier reached</source>
        <translation>降到實際達到的等級</translation>
    </message>
    <message>
        <source>one down, below the amount to stay</source>
        <translation>未到保級額才降一級</translation>
    </message>
    <message>
        <source>when it is sold</source>
        <translation>售出時</translation>
    </message>
    <message>
        <source>at its first use</source>
        <translation>首次使用時</translation>
    </message>
    <message>
        <source>all time</source>
        <translation>不限期間</translation>
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
        <translation>每週</translation>
    </message>
    <message>
        <source>No prize</source>
        <translation>感謝參加</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>贈品</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>優惠券</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>My own rules</source>
        <translation>我自己設</translation>
    </message>
    <message>
        <source>Nothing is set; everything is made later in Marketing.</source>
        <translation>先不設規則，以後在「行銷」裡設。</translation>
    </message>
    <message>
        <source>Retail</source>
        <translation>零售</translation>
    </message>
    <message>
        <source>Points for each yuan, money off large baskets, a wheel of luck</source>
        <translation>每元給點、大額滿折、幸運轉盤</translation>
    </message>
    <message>
        <source>Restaurant</source>
        <translation>餐飲</translation>
    </message>
    <message>
        <source>Lunch offer, top-ups with bonus, coffee passes, dishes as gifts</source>
        <translation>午餐優惠、儲值贈送、咖啡次卡、點數換菜</translation>
    </message>
    <message>
        <source>Beauty and hair</source>
        <translation>美容美髮</translation>
    </message>
    <message>
        <source>Courses as passes, top-ups that raise the tier, referrals</source>
        <translation>療程次卡、儲值升級、老帶新</translation>
    </message>
    <message>
        <source>Gym</source>
        <translation>健身</translation>
    </message>
    <message>
        <source>Time passes, points for checking in, badges</source>
        <translation>期限卡、簽到點數、勳章</translation>
    </message>
    <message>
        <source>Baths and sauna</source>
        <translation>三溫暖</translation>
    </message>
    <message>
        <source>Open past midnight, family passes, nights cheaper</source>
        <translation>營業過午夜、家庭次卡、夜場優惠</translation>
    </message>
    <message>
        <source>Pharmacy</source>
        <translation>藥局</translation>
    </message>
    <message>
        <source>Careful discounts, member days, tasks for health</source>
        <translation>謹慎打折、會員日、健康任務</translation>
    </message>
    <message>
        <source>are owed: the balance goes below 0</source>
        <translation>記為欠點，餘額可為負</translation>
    </message>
    <message>
        <source>are taken off the money given back</source>
        <translation>依價值從退款中扣除</translation>
    </message>
    <message>
        <source>when they are sold</source>
        <translation>售卡時</translation>
    </message>
    <message>
        <source>when they are used</source>
        <translation>核銷時</translation>
    </message>
    <message>
        <source>at the end of its time</source>
        <translation>有效期滿時</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
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
        <translation>本金贈金按比例扣</translation>
    </message>
    <message>
        <source>None</source>
        <translation>不去零</translation>
    </message>
    <message>
        <source>Drop fen (12.34 → 12.30)</source>
        <translation>去分（12.34 → 12.30）</translation>
    </message>
    <message>
        <source>Drop jiao (12.34 → 12.00)</source>
        <translation>去角（12.34 → 12.00）</translation>
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
        <source>the whole bill</source>
        <translation>整單</translation>
    </message>
    <message>
        <source>what is paid in cash</source>
        <translation>僅現金部分</translation>
    </message>
    <message>
        <source>points good as for all</source>
        <translation>點數有效期同通用規則</translation>
    </message>
    <message>
        <source>Friends brought</source>
        <translation>推薦人數</translation>
    </message>
    <message>
        <source>Check-ins</source>
        <translation>打卡次數</translation>
    </message>
    <message>
        <source>Tasks done</source>
        <translation>完成任務數</translation>
    </message>
    <message>
        <source>Draws played</source>
        <translation>抽獎次數</translation>
    </message>
    <message>
        <source>Pieces bought</source>
        <translation>購買件數</translation>
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
        <translation>{count} 個月，到月底</translation>
    </message>
    <message>
        <source>the last {count} months</source>
        <translation>最近 {count} 個月</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} 個月</translation>
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
    <name>WriteBatchDialog</name>
    <message>
        <source>Write</source>
        <translation>寫卡</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>回讀</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可發</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Still to write</source>
        <translation>待寫</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重試</translation>
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
        <translation>寫卡</translation>
    </message>
    <message>
        <source>Number {number}</source>
        <translation>卡號 {number}</translation>
    </message>
    <message>
        <source>Swipe a blank card to write it</source>
        <translation>請刷空白卡寫入</translation>
    </message>
    <message>
        <source>Swipe it once more to check it</source>
        <translation>請再刷一次核對</translation>
    </message>
    <message>
        <source>Calling it off …</source>
        <translation>正在取消……</translation>
    </message>
    <message>
        <source>Press Esc again to leave.</source>
        <translation>再按 Esc 離開。</translation>
    </message>
    <message>
        <source>All cards of the batch are ready</source>
        <translation>本批次全部寫好</translation>
    </message>
    <message>
        <source>They can be issued now.</source>
        <translation>現在可以發卡了。</translation>
    </message>
    <message>
        <source>One moment …</source>
        <translation>請稍候……</translation>
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
    <message>
        <source>Hold the new card to the reader and leave it there</source>
        <translation>請把新卡放在感應區，不要拿開</translation>
    </message>
    <message>
        <source>Checking: leave the card at the reader</source>
        <translation>正在核對，請不要拿開卡片</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>工本費</translation>
    </message>
    <message>
        <source>Fee paid by</source>
        <translation>工本費收款方式</translation>
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
    <name>_ByHand</name>
    <message>
        <source>Book</source>
        <extracomment>F5 to F11 choose; F12 books.</extracomment>
        <translation>確認</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>請填寫原因。</translation>
    </message>
    <message>
        <source>Booked.</source>
        <translation>已入帳。</translation>
    </message>
</context>
<context>
    <name>_NewPassword</name>
    <message>
        <source>Save</source>
        <translation>儲存</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{least} to {most} digits</source>
        <translation>{least}–{most} 位數字</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密碼</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再次輸入</translation>
    </message>
    <message>
        <source>At least {digits} digits.</source>
        <translation>至少 {digits} 位數字。</translation>
    </message>
    <message>
        <source>Not the same.</source>
        <translation>兩次不一致。</translation>
    </message>
    <message>
        <source>The password is changed.</source>
        <translation>密碼已修改。</translation>
    </message>
    <message>
        <source>The password is gone.</source>
        <translation>密碼已取消。</translation>
    </message>
</context>
<context>
    <name>batches</name>
    <message>
        <source>First passwords</source>
        <translation>初始密碼</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡號</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密碼</translation>
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
        <source>{points} on {date}</source>
        <translation>{points} 點 · {date}</translation>
    </message>
    <message>
        <source>Points expire</source>
        <translation>點數到期</translation>
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
    <name>clock</name>
    <message>
        <source>The clock is behind: {today}, last entry {last}.</source>
        <translation>電腦時間落後：{today}，最近一筆 {last}。</translation>
    </message>
    <message>
        <source>Last entry {days} days ago. Is it {today}?</source>
        <translation>最近一筆在 {days} 天前，今天是 {today} 嗎？</translation>
    </message>
    <message>
        <source>The clock was set. It says {today} now.</source>
        <translation>電腦時間被更動，現在是 {today}。</translation>
    </message>
</context>
<context>
    <name>consents</name>
    <message>
        <source>Membership</source>
        <translation>會員服務</translation>
    </message>
    <message>
        <source>Messages and offers</source>
        <translation>訊息與優惠</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>The shop keeps name, phone and purchases to run the membership and the stored value.</source>
        <translation>本店為提供會員與儲值服務，保存姓名、電話號碼和消費記錄。</translation>
    </message>
    <message>
        <source>The shop may call or write about offers and events.</source>
        <translation>本店可以就優惠與活動與我聯絡。</translation>
    </message>
    <message>
        <source>The shop keeps a photo to recognise the member at the counter.</source>
        <translation>本店保存照片，用於在櫃檯識別會員。</translation>
    </message>
</context>
<context>
    <name>coupons</name>
    <message>
        <source>{points} points</source>
        <translation>{points} 點</translation>
    </message>
    <message>
        <source>{fen} off</source>
        <translation>折抵 {fen}</translation>
    </message>
    <message>
        <source>{count} free</source>
        <translation>免費 {count} 件</translation>
    </message>
    <message>
        <source>One for {fen}</source>
        <translation>一件 {fen}</translation>
    </message>
    <message>
        <source>{worth} from {fen}</source>
        <translation>滿 {fen} {worth}</translation>
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
    <message>
        <source>Forced deductions</source>
        <translation>強制扣款</translation>
    </message>
    <message>
        <source>Tiers by hand</source>
        <translation>手動調整等級</translation>
    </message>
    <message>
        <source>Clock confirmed</source>
        <translation>確認時鐘</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>Card reader</source>
        <extracomment>Tone of a lamp for each state of a device. Every notation of the catalogue.</extracomment>
        <translation>讀卡機</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>掃描槍</translation>
    </message>
    <message>
        <source>Caller ID</source>
        <translation>來電盒</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>收據機</translation>
    </message>
    <message>
        <source>Label printer</source>
        <translation>標籤機</translation>
    </message>
    <message>
        <source>Customer display</source>
        <translation>顧客顯示器</translation>
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
        <source>PN532 chip card reader</source>
        <translation>PN532 IC 卡讀寫器</translation>
    </message>
    <message>
        <source>PC/SC chip card reader (ACR122U …)</source>
        <translation>PC/SC IC 卡讀寫器（ACR122U …）</translation>
    </message>
    <message>
        <source>YHY522 chip card module</source>
        <translation>YHY522 IC 卡模組</translation>
    </message>
    <message>
        <source>ER302 chip card reader</source>
        <translation>ER302 IC 卡讀寫器</translation>
    </message>
    <message>
        <source>MingHua or Decard reader (vendor library)</source>
        <translation>明華、德卡讀寫器（廠商動態庫）</translation>
    </message>
    <message>
        <source>ID card reader, 125 kHz (RDM6300 …)</source>
        <translation>ID 卡讀卡機 125 kHz（RDM6300 …）</translation>
    </message>
    <message>
        <source>Keyboard reader (no port)</source>
        <translation>鍵盤介面讀卡機（無連接埠）</translation>
    </message>
    <message>
        <source>Serial scanner</source>
        <translation>序列埠掃描槍</translation>
    </message>
    <message>
        <source>Modem with caller ID</source>
        <translation>來電顯示數據機</translation>
    </message>
    <message>
        <source>ESC/POS printer</source>
        <translation>ESC/POS 印表機</translation>
    </message>
    <message>
        <source>MSR605X reader and writer (USB)</source>
        <translation>MSR605X 磁卡讀寫機（USB）</translation>
    </message>
    <message>
        <source>Star TCP300 card printer</source>
        <translation>Star TCP300 可視卡印表機</translation>
    </message>
    <message>
        <source>Star TCP310 card printer, 3 tracks</source>
        <translation>Star TCP310 可視卡印表機（三軌）</translation>
    </message>
    <message>
        <source>Scanner module with trigger (GM72 …)</source>
        <translation>可觸發的掃碼模組（GM72 等）</translation>
    </message>
    <message>
        <source>Caller ID box (FSK)</source>
        <translation>來電盒（FSK）</translation>
    </message>
    <message>
        <source>Caller ID box (DTMF)</source>
        <translation>來電盒（DTMF）</translation>
    </message>
    <message>
        <source>NetCallerID box</source>
        <translation>NetCallerID 來電盒</translation>
    </message>
    <message>
        <source>Whozz Calling unit</source>
        <translation>Whozz Calling 來電盒</translation>
    </message>
    <message>
        <source>NCID server (network)</source>
        <translation>NCID 來電伺服器（網路）</translation>
    </message>
    <message>
        <source>LED8 display, 8 digits</source>
        <translation>LED8 顯示器（8 位數字）</translation>
    </message>
    <message>
        <source>CD5220 or VFD220 display, 2 rows</source>
        <translation>CD5220 / VFD220 顯示器（兩行）</translation>
    </message>
    <message>
        <source>Epson DM-D display</source>
        <translation>Epson DM-D 顯示器</translation>
    </message>
    <message>
        <source>Epson DM-D behind the printer</source>
        <translation>Epson DM-D 顯示器（接在印表機上）</translation>
    </message>
    <message>
        <source>Second screen of this computer</source>
        <translation>本機的第二個螢幕</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就緒</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在連線</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要查看</translation>
    </message>
    <message>
        <source>Not there; it is taken up again by itself</source>
        <translation>未連接，接上後自動恢復</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>已關閉</translation>
    </message>
    <message>
        <source>Plug it in, switch it on, or choose its port again.</source>
        <extracomment>For each word of `devices.diagnosis` with something to do: what it is.</extracomment>
        <translation>請接好、開機，或重新選擇連接埠。</translation>
    </message>
    <message>
        <source>This user may not open the port. Run: sudo usermod -aG dialout $USER — then sign out and in again.</source>
        <translation>目前使用者無權開啟連接埠。請執行：sudo usermod -aG dialout $USER，然後登出再登入。</translation>
    </message>
    <message>
        <source>Another program holds the port. Close it: a driver tool, ModemManager, a second till.</source>
        <translation>連接埠被其他程式占用。請關閉它：驅動工具、ModemManager 或另一個收銀程式。</translation>
    </message>
    <message>
        <source>Several devices look the same. Choose the port of the one you mean.</source>
        <translation>有幾台裝置看起來一樣。請選擇要用的那台的連接埠。</translation>
    </message>
    <message>
        <source>The address answers, but not on this port. Check the port number.</source>
        <translation>位址有回應，但埠號不對。請檢查埠號。</translation>
    </message>
    <message>
        <source>The cable came off. Plug it in again; it is taken up by itself.</source>
        <translation>線鬆了。接好後自動恢復。</translation>
    </message>
    <message>
        <source>Something took the port at once, often brltty. Run: sudo apt remove brltty — then plug it in again.</source>
        <translation>連接埠一接上就被占用，多半是 brltty。請執行：sudo apt remove brltty，然後重新接上。</translation>
    </message>
    <message>
        <source>It takes no data. Look at paper, cover and its flow control.</source>
        <translation>裝置不收資料。請檢查紙、機蓋和流量控制設定。</translation>
    </message>
    <message>
        <source>Nothing answers. Check power, cable and line speed, or choose another kind.</source>
        <translation>沒有回應。請檢查電源、線和鮑率，或換一個型號。</translation>
    </message>
    <message>
        <source>Half an answer came. Swipe again; if it stays, try another USB port or a shorter cable.</source>
        <translation>回應不完整。請再刷一次；仍不行就換一個 USB 埠或短一點的線。</translation>
    </message>
    <message>
        <source>It refuses modem commands. Choose the port of the modem.</source>
        <translation>裝置拒絕數據機命令。請選擇數據機的連接埠。</translation>
    </message>
    <message>
        <source>This modem cannot report callers. Use another one.</source>
        <translation>這個數據機沒有來電顯示。請換一個。</translation>
    </message>
    <message>
        <source>It prints but never answers: whether a receipt was printed stays unknown.</source>
        <translation>能列印但不回應：收據是否印出無法得知。</translation>
    </message>
    <message>
        <source>Connect a second screen and let the system extend the desktop to it.</source>
        <translation>請接上第二個螢幕，並在系統中設為「延伸桌面」。</translation>
    </message>
    <message>
        <source>Support for USB readers is not installed. Run: pip install hidapi — on Linux see docs/hardware.md.</source>
        <translation>尚未安裝 USB 讀卡機支援。請執行：pip install hidapi；Linux 請看 docs/hardware.md。</translation>
    </message>
    <message>
        <source>Scan the code for host mode in the scanner&apos;s manual: then a scan can be started from here.</source>
        <translation>請掃描掃描器說明書上的「主機模式」碼，之後就能從這裡啟動掃描。</translation>
    </message>
    <message>
        <source>The scanner reads, but cannot be started from here. Press its own button.</source>
        <translation>掃描器能讀碼，但不能從這裡啟動。請按它自己的按鍵。</translation>
    </message>
    <message>
        <source>Charge the pen or change its battery before its memory is lost.</source>
        <translation>請為盤點筆充電或更換電池，以免資料遺失。</translation>
    </message>
    <message>
        <source>Open the card printer and take the card out.</source>
        <translation>請打開卡片印表機，取出卡片。</translation>
    </message>
    <message>
        <source>Put in a new roll.</source>
        <translation>請換紙。</translation>
    </message>
    <message>
        <source>Close the cover.</source>
        <translation>請合上機蓋。</translation>
    </message>
    <message>
        <source>Press the printer&apos;s online button or look at its lamps.</source>
        <translation>請按印表機的連線鍵，或看指示燈。</translation>
    </message>
    <message>
        <source>Switch the printer off and on; look at the cutter.</source>
        <translation>請關機再開機，並檢查切刀。</translation>
    </message>
    <message>
        <source>Support for PC/SC is not installed. Run: pip install pyscard — on Linux see docs/hardware.md.</source>
        <translation>未安裝 PC/SC 支援。請執行：pip install pyscard；Linux 見 docs/hardware.md。</translation>
    </message>
    <message>
        <source>Start the smart-card service: sudo systemctl start pcscd.socket — then plug it in again.</source>
        <translation>請啟動智慧卡服務：sudo systemctl start pcscd.socket，然後重新接上。</translation>
    </message>
    <message>
        <source>Linux took the reader. Put “blacklist pn533_usb” into /etc/modprobe.d/memberpos.conf and restart.</source>
        <translation>Linux 占用了讀卡機。請把「blacklist pn533_usb」寫入 /etc/modprobe.d/memberpos.conf 後重新開機。</translation>
    </message>
    <message>
        <source>Choose mwrf32 or dcrf32 of the reader&apos;s maker, for the same 32 or 64 bits as this program.</source>
        <translation>請選擇讀卡機廠商的 mwrf32 或 dcrf32，位元數（32/64）與本程式一致。</translation>
    </message>
    <message>
        <source>It did not answer when it was asked. Choose what it is.</source>
        <translation>問過了，沒有回應。請選擇是什麼裝置。</translation>
    </message>
    <message>
        <source>This kind only speaks by itself. Go on, then swipe or scan to try it.</source>
        <translation>這類裝置只會主動送出。請繼續，再刷卡或掃碼試一試。</translation>
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
        <translation>十六進位：0D00D507D0</translation>
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
        <translation>十六進位：529D06E3</translation>
    </message>
    <message>
        <source>Decimal: 1386022627</source>
        <translation>十進位：1386022627</translation>
    </message>
    <message>
        <source>Decimal, reversed: 3808861522</source>
        <translation>十進位（反序）：3808861522</translation>
    </message>
    <message>
        <source>paper in</source>
        <translation>有紙</translation>
    </message>
    <message>
        <source>paper nearly used up</source>
        <translation>紙將用完</translation>
    </message>
    <message>
        <source>no paper</source>
        <translation>缺紙</translation>
    </message>
    <message>
        <source>cover open</source>
        <translation>機蓋打開</translation>
    </message>
    <message>
        <source>cover closed</source>
        <translation>機蓋已合</translation>
    </message>
    <message>
        <source>drawer open</source>
        <translation>錢箱打開</translation>
    </message>
    <message>
        <source>drawer closed</source>
        <translation>錢箱已關</translation>
    </message>
    <message>
        <source>The printer confirmed the page.</source>
        <translation>印表機確認已印出。</translation>
    </message>
    <message>
        <source>Sent, but the printer did not confirm it. Look at the paper.</source>
        <translation>已送出，但印表機沒有確認。請看是否印出。</translation>
    </message>
    <message>
        <source>Nothing was printed.</source>
        <translation>沒有列印。</translation>
    </message>
    <message>
        <source>a telephone or bank card</source>
        <translation>手機或銀行卡</translation>
    </message>
    <message>
        <source>a card that cannot be read</source>
        <translation>讀不出的卡</translation>
    </message>
    <message>
        <source>no readable track</source>
        <translation>沒有可讀的磁軌</translation>
    </message>
    <message>
        <source>Stock pen</source>
        <translation>盤點筆</translation>
    </message>
    <message>
        <source>The print queue is paused or refuses. Let it go on in the system&apos;s settings for printers.</source>
        <translation>列印佇列已暫停或拒收，請在系統的印表機設定中恢復。</translation>
    </message>
    <message>
        <source>The card reader is gone. Find members by phone number or name.</source>
        <translation>讀卡機斷線了，請先用手機號碼或姓名查詢會員。</translation>
    </message>
    <message>
        <source>The scanner is gone. Type the numbers of codes meanwhile.</source>
        <translation>掃描槍斷線了，請先手動輸入條碼數字。</translation>
    </message>
    <message>
        <source>The receipt printer is gone. Receipts wait until it is back.</source>
        <translation>收據機斷線了，收據會等它恢復後再列印。</translation>
    </message>
    <message>
        <source>The label printer is gone. Labels wait until it is back.</source>
        <translation>標籤機斷線了，標籤會等它恢復後再列印。</translation>
    </message>
    <message>
        <source>The caller ID is gone. Who calls is not shown meanwhile.</source>
        <translation>來電盒斷線了，暫時看不到來電號碼。</translation>
    </message>
    <message>
        <source>The customer display is gone. Customers see no amounts meanwhile.</source>
        <translation>顧客顯示器斷線了，顧客暫時看不到金額。</translation>
    </message>
    <message>
        <source>The card reader is back.</source>
        <translation>讀卡機已恢復。</translation>
    </message>
    <message>
        <source>The scanner is back.</source>
        <translation>掃描槍已恢復。</translation>
    </message>
    <message>
        <source>The receipt printer is back.</source>
        <translation>收據機已恢復。</translation>
    </message>
    <message>
        <source>The label printer is back.</source>
        <translation>標籤機已恢復。</translation>
    </message>
    <message>
        <source>The caller ID is back.</source>
        <translation>來電盒已恢復。</translation>
    </message>
    <message>
        <source>The customer display is back.</source>
        <translation>顧客顯示器已恢復。</translation>
    </message>
    <message>
        <source>System print queue</source>
        <translation>系統列印佇列</translation>
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
        <translation>數字</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>One of several</source>
        <translation>單選</translation>
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
        <translation>消費</translation>
    </message>
    <message>
        <source>Refunds</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>儲值</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡</translation>
    </message>
    <message>
        <source>Passes and coupons</source>
        <translation>次卡與券</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>來電</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>資料變更</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>來電</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>登記入會</translation>
    </message>
    <message>
        <source>At other tills that day</source>
        <translation>當天在其他收銀機</translation>
    </message>
    <message>
        <source>visits: {count}</source>
        <translation>到店 {count} 次</translation>
    </message>
    <message>
        <source>allowed again</source>
        <translation>恢復使用</translation>
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
        <translation>手機</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Lunar</source>
        <translation>農曆</translation>
    </message>
    <message>
        <source>Leap month</source>
        <translation>閏月</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性別</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>會員有效期至</translation>
    </message>
    <message>
        <source>Sold by</source>
        <translation>銷售員</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推薦人</translation>
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
    <message>
        <source>for {count} min</source>
        <translation>已等 {count} 分鐘</translation>
    </message>
    <message>
        <source>for {count} h</source>
        <translation>已等 {count} 小時</translation>
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
        <translation>— 不匯入 —</translation>
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
        <source>Card number</source>
        <translation>卡號</translation>
    </message>
    <message>
        <source>Old card number</source>
        <translation>舊卡號</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性別</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Birthday is lunar</source>
        <translation>是否農曆生日</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>備註</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>標籤</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入會日期</translation>
    </message>
    <message>
        <source>Membership until</source>
        <translation>會員有效期至</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>Stored value, gift in it</source>
        <translation>儲值餘額(含贈金)</translation>
    </message>
    <message>
        <source>Stored value: principal</source>
        <translation>儲值本金</translation>
    </message>
    <message>
        <source>Stored value: gift</source>
        <translation>儲值贈金</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Growth</source>
        <translation>成長值</translation>
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
        <source>Brought by (phone or card)</source>
        <translation>推薦人(手機或卡號)</translation>
    </message>
    <message>
        <source>No phone number</source>
        <translation>電話號碼不對</translation>
    </message>
    <message>
        <source>Date not understood: write 1990-05-21</source>
        <translation>日期看不懂，請寫成 1990-05-21</translation>
    </message>
    <message>
        <source>Amount not understood, or negative</source>
        <translation>金額看不懂或為負數</translation>
    </message>
    <message>
        <source>Number not understood, or not whole</source>
        <translation>數字看不懂或不是整數</translation>
    </message>
    <message>
        <source>Word not understood</source>
        <translation>內容看不懂</translation>
    </message>
    <message>
        <source>The shop&apos;s own field does not take this</source>
        <translation>自訂欄位不接受這個值</translation>
    </message>
    <message>
        <source>No name, phone or card</source>
        <translation>沒有姓名、電話號碼或卡號</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>內容太長</translation>
    </message>
    <message>
        <source>No such tier: set it up first, or name it here</source>
        <translation>沒有這個等級，請先設定</translation>
    </message>
    <message>
        <source>Card number in use</source>
        <translation>卡號已被使用</translation>
    </message>
    <message>
        <source>This member is here already</source>
        <translation>這位會員已存在</translation>
    </message>
    <message>
        <source>The gift is more than the balance</source>
        <translation>贈送金額大於餘額</translation>
    </message>
    <message>
        <source>Another member has this phone</source>
        <translation>同一電話號碼已有其他會員</translation>
    </message>
    <message>
        <source>Who brought the member was not found</source>
        <translation>找不到推薦人</translation>
    </message>
    <message>
        <source>Phone restored from a number</source>
        <translation>電話號碼已還原</translation>
    </message>
    <message>
        <source>Date worked out: please check</source>
        <translation>日期已換算，請核對</translation>
    </message>
    <message>
        <source>Amount without needless digits</source>
        <translation>金額已去掉多餘小數</translation>
    </message>
    <message>
        <source>Leading zeros put back</source>
        <translation>卡號前面的 0 已補上</translation>
    </message>
    <message>
        <source>Reading and checking rows: {done} of {total}</source>
        <translation>正在讀取並檢查：{done} / {total} 列</translation>
    </message>
    <message>
        <source>Preparing members: {done} of {total}</source>
        <translation>正在準備會員：{done} / {total}</translation>
    </message>
    <message>
        <source>Booking members: {done} of {total}</source>
        <translation>正在入帳：{done} / {total}</translation>
    </message>
    <message>
        <source>Waiting for a quiet moment at the counter. Nothing is booked yet.</source>
        <translation>收銀台正忙，稍候自動繼續。目前尚未入帳。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>檔案是空的。</translation>
    </message>
    <message>
        <source>This is a web page with another name. Open it in a spreadsheet and save it as XLSX.</source>
        <translation>這其實是網頁檔案，請用試算表軟體開啟後另存為 XLSX。</translation>
    </message>
    <message>
        <source>The workbook has a password. Save it without one.</source>
        <translation>活頁簿設有密碼，請取消密碼後再匯入。</translation>
    </message>
    <message>
        <source>The text is in no known encoding. Save the table as XLSX.</source>
        <translation>無法識別文字編碼，請另存為 XLSX。</translation>
    </message>
    <message>
        <source>There is no row of headings. Put names above the columns.</source>
        <translation>沒有找到標題列，請在各欄上方寫上欄名。</translation>
    </message>
    <message>
        <source>The table is too big. Delete stray cells far right and below, or split it.</source>
        <translation>表格太大，請刪除右側和下方多餘的儲存格，或拆成幾個檔案。</translation>
    </message>
    <message>
        <source>This is no XLSX, XLS or CSV that can be read.</source>
        <translation>無法讀取，請使用 XLSX、XLS 或 CSV。</translation>
    </message>
    <message>
        <source>Say which column is the name, the phone or the card number.</source>
        <translation>請指定哪一欄是姓名、手機或卡號。</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>Sale</source>
        <extracomment>Kinds that move money, points or uses: what the counter shows.</extracomment>
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
        <source>Gift returned</source>
        <translation>兌換退回</translation>
    </message>
    <message>
        <source>Lucky draw</source>
        <translation>抽獎</translation>
    </message>
    <message>
        <source>Birthday points</source>
        <translation>生日送點</translation>
    </message>
    <message>
        <source>Points given</source>
        <translation>贈送點數</translation>
    </message>
    <message>
        <source>Points taken back</source>
        <translation>收回贈送點數</translation>
    </message>
    <message>
        <source>Badge</source>
        <translation>勳章</translation>
    </message>
    <message>
        <source>Badge taken back</source>
        <translation>收回勳章</translation>
    </message>
    <message>
        <source>Tier given</source>
        <translation>贈予等級</translation>
    </message>
    <message>
        <source>Given tier ended</source>
        <translation>贈予等級結束</translation>
    </message>
    <message>
        <source>Tier reviewed</source>
        <translation>等級複審</translation>
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
    <message>
        <source>Top-up undone</source>
        <translation>儲值退款</translation>
    </message>
    <message>
        <source>Bonus instalment</source>
        <translation>分期返贈金</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>轉出</translation>
    </message>
    <message>
        <source>Transfer received</source>
        <translation>轉入</translation>
    </message>
    <message>
        <source>Card handed over</source>
        <translation>轉卡轉出</translation>
    </message>
    <message>
        <source>Card taken over</source>
        <translation>轉卡轉入</translation>
    </message>
    <message>
        <source>Card closed</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>提領</translation>
    </message>
    <message>
        <source>Deducted</source>
        <translation>扣款</translation>
    </message>
    <message>
        <source>Account frozen</source>
        <translation>凍結帳戶</translation>
    </message>
    <message>
        <source>Account let go</source>
        <translation>解凍帳戶</translation>
    </message>
    <message>
        <source>Card password set</source>
        <translation>設定卡片密碼</translation>
    </message>
    <message>
        <source>Limit a day set</source>
        <translation>設定每日限額</translation>
    </message>
    <message>
        <source>Card to stock</source>
        <translation>卡片回庫存</translation>
    </message>
    <message>
        <source>Card reactivated</source>
        <translation>卡片重新啟用</translation>
    </message>
    <message>
        <source>Card void</source>
        <translation>卡片作廢</translation>
    </message>
    <message>
        <source>Pass sold</source>
        <translation>購次卡</translation>
    </message>
    <message>
        <source>Pass renewed</source>
        <translation>次卡續卡</translation>
    </message>
    <message>
        <source>Pass used</source>
        <translation>次卡核銷</translation>
    </message>
    <message>
        <source>Use taken back</source>
        <translation>核銷撤銷</translation>
    </message>
    <message>
        <source>Pass frozen</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>Freeze ended</source>
        <translation>結束停卡</translation>
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
        <translation>次卡恢復</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>換貨</translation>
    </message>
    <message>
        <source>Change kept</source>
        <translation>存零</translation>
    </message>
    <message>
        <source>Kept change paid out</source>
        <translation>支領存零</translation>
    </message>
    <message>
        <source>Coupon given</source>
        <translation>發券</translation>
    </message>
    <message>
        <source>Coupon expired</source>
        <translation>優惠券過期</translation>
    </message>
    <message>
        <source>Coupon handed on</source>
        <translation>轉贈優惠券</translation>
    </message>
    <message>
        <source>Coupon taken back</source>
        <translation>收回優惠券</translation>
    </message>
    <message>
        <source>Pass given</source>
        <translation>贈送次卡</translation>
    </message>
    <message>
        <source>Pass taken back</source>
        <translation>收回次卡</translation>
    </message>
    <message>
        <source>Came over from another system</source>
        <translation>由舊系統匯入</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Membership stopped or allowed</source>
        <translation>停用或恢復會員</translation>
    </message>
    <message>
        <source>Merged with another member</source>
        <translation>與其他會員合併</translation>
    </message>
    <message>
        <source>Merge undone</source>
        <translation>復原合併</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意事項</translation>
    </message>
</context>
<context>
    <name>mall</name>
    <message>
        <source>None left</source>
        <translation>已兌完</translation>
    </message>
    <message>
        <source>Not enough points</source>
        <translation>點數不足</translation>
    </message>
    <message>
        <source>Points stand below zero</source>
        <translation>點數為負</translation>
    </message>
    <message>
        <source>Had as often as allowed</source>
        <translation>已達次數上限</translation>
    </message>
    <message>
        <source>Not on this date</source>
        <translation>不在活動日期</translation>
    </message>
    <message>
        <source>Not on this weekday</source>
        <translation>今天不適用</translation>
    </message>
    <message>
        <source>Not at this hour</source>
        <translation>不在適用時段</translation>
    </message>
    <message>
        <source>For other tiers</source>
        <translation>限其他等級</translation>
    </message>
    <message>
        <source>For the visit</source>
        <translation>來店點數</translation>
    </message>
    <message>
        <source>Brought by a friend</source>
        <translation>受邀禮</translation>
    </message>
    <message>
        <source>Brought a friend</source>
        <translation>推薦禮</translation>
    </message>
    <message>
        <source>With a badge</source>
        <translation>勳章獎勵</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>簽到</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>For joining</source>
        <translation>入會禮</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任務</translation>
    </message>
    <message>
        <source>Lucky draw</source>
        <translation>抽獎</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手工調整</translation>
    </message>
</context>
<context>
    <name>member_cells</name>
    <message>
        <source>Lost</source>
        <translation>掛失</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>已凍結</translation>
    </message>
    <message>
        <source>Blacklisted</source>
        <translation>黑名單</translation>
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
        <source>Visits</source>
        <translation>到店次數</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>Member since</source>
        <translation>入會日期</translation>
    </message>
</context>
<context>
    <name>member_export</name>
    <message>
        <source>Members {date}</source>
        <translation>會員名單 {date}</translation>
    </message>
    <message>
        <source>{members} members written.</source>
        <translation>已寫出 {members} 位會員。</translation>
    </message>
</context>
<context>
    <name>member_facts</name>
    <message>
        <source>lunar, leap month {date}</source>
        <extracomment>Characters of a value that fit beside its name; the edit page shows all of it.</extracomment>
        <translation>農曆閏月 {date}</translation>
    </message>
    <message>
        <source>lunar {date}</source>
        <translation>農曆 {date}</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Brought by</source>
        <translation>推薦人</translation>
    </message>
    <message>
        <source>Sold by</source>
        <translation>銷售員</translation>
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
        <translation>手機</translation>
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
</context>
<context>
    <name>messages</name>
    <message>
        <source>This is open already.</source>
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
        <source>This cannot be had now or by this member.</source>
        <translation>現在或該會員不能使用此項。</translation>
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
        <source>Look at its dates, hours and tiers, or choose something else.</source>
        <translation>請查看日期、時段和等級，或另選一項。</translation>
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
    <message>
        <source>The last day of this pass was {valid_to}.</source>
        <translation>這張卡的有效期限到 {valid_to} 為止，已過期。</translation>
    </message>
    <message>
        <source>For this coupon the goods must cost {missing_fen} more.</source>
        <translation>適用商品還差 {missing_fen}，才能用這張券。</translation>
    </message>
    <message>
        <source>This coupon cannot be used for this sale.</source>
        <translation>這張券不能用於本單。</translation>
    </message>
    <message>
        <source>This pass is frozen up to {until}.</source>
        <translation>這張卡停用到 {until}（含當天）。</translation>
    </message>
    <message>
        <source>This pass has no last day that a freeze could move.</source>
        <translation>這張卡沒有到期日，不需要停卡。</translation>
    </message>
    <message>
        <source>This pass does not hold at this time.</source>
        <translation>這張卡現在這個時段不能用。</translation>
    </message>
    <message>
        <source>Not enough uses: {left} left, {asked} needed.</source>
        <translation>次數不夠：剩 {left} 次，需要 {asked} 次。</translation>
    </message>
    <message>
        <source>Leave it out, or look at its days, goods and owner in the list of coupons.</source>
        <translation>不用這張券，或按 F1 查看它的日期、適用商品與歸屬。</translation>
    </message>
    <message>
        <source>Leave it as it is: it does not run out.</source>
        <translation>維持原樣即可，它不會過期。</translation>
    </message>
    <message>
        <source>Look at the days and hours of the pass.</source>
        <translation>看一下這張卡可用的星期和時段。</translation>
    </message>
    <message>
        <source>Ask a manager.</source>
        <translation>請找店長處理。</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>kind of pass</source>
        <translation>次卡種類</translation>
    </message>
    <message>
        <source>use of a pass</source>
        <translation>核銷紀錄</translation>
    </message>
    <message>
        <source>freeze</source>
        <translation>停卡</translation>
    </message>
    <message>
        <source>This pass lets in {limit} person(s) at once.</source>
        <translation>這張卡一次最多 {limit} 人。</translation>
    </message>
    <message>
        <source>Lower the number of persons, or use another pass.</source>
        <translation>減少人數，或換一張卡。</translation>
    </message>
    <message>
        <source>This card holds another number already.</source>
        <translation>這張卡裡已寫有別的卡號。</translation>
    </message>
    <message>
        <source>Take a blank card, or issue this one under its own number.</source>
        <translation>請換一張空白卡，或按卡內原卡號發卡。</translation>
    </message>
    <message>
        <source>This account is frozen.</source>
        <extracomment>Code → what happened.</extracomment>
        <translation>該帳戶已凍結。</translation>
    </message>
    <message>
        <source>This offer does not apply now.</source>
        <translation>該活動現在不適用。</translation>
    </message>
    <message>
        <source>The card still has its first password.</source>
        <translation>此卡仍是初始密碼。</translation>
    </message>
    <message>
        <source>The card has a password.</source>
        <translation>此卡設有密碼。</translation>
    </message>
    <message>
        <source>Let it go first, or pay another way.</source>
        <extracomment>Code → what to do now.</extracomment>
        <translation>請先解凍，或改用其他付款方式。</translation>
    </message>
    <message>
        <source>Choose another offer, or none.</source>
        <translation>請換一個活動，或不參加活動。</translation>
    </message>
    <message>
        <source>Let the holder choose another one, then pay.</source>
        <translation>請持卡人修改密碼後再付款。</translation>
    </message>
    <message>
        <source>Let the holder enter it.</source>
        <translation>請持卡人輸入密碼。</translation>
    </message>
    <message>
        <source>From {limit_fen} on the law takes no cash.</source>
        <translation>法規規定 {limit_fen} 以上不得收現金。</translation>
    </message>
    <message>
        <source>Choose another way to pay.</source>
        <translation>請改用其他付款方式。</translation>
    </message>
    <message>
        <source>By law no more than {limit_fen} goes back in cash.</source>
        <translation>法規規定現金退款不得超過 {limit_fen}。</translation>
    </message>
    <message>
        <source>Pay it back to an account of the same name.</source>
        <translation>請退到同名帳戶。</translation>
    </message>
    <message>
        <source>From {limit_fen} on the law asks for an identity document.</source>
        <translation>法規規定 {limit_fen} 以上須登記有效身分證件。</translation>
    </message>
    <message>
        <source>Enter the document of the one who pays.</source>
        <translation>請登記購卡人的證件號碼。</translation>
    </message>
    <message>
        <source>The last day to withdraw, {until}, has passed.</source>
        <translation>無理由退款期已於 {until} 結束。</translation>
    </message>
    <message>
        <source>Close the card instead.</source>
        <translation>請改辦退卡。</translation>
    </message>
    <message>
        <source>Wrong card password. Tries left: {left}.</source>
        <translation>卡片密碼錯誤，還可再試 {left} 次。</translation>
    </message>
    <message>
        <source>Let the holder enter it again.</source>
        <translation>請持卡人重新輸入。</translation>
    </message>
    <message>
        <source>Too many wrong card passwords. Locked for {wait_s}.</source>
        <translation>卡片密碼多次錯誤，已鎖定 {wait_s}。</translation>
    </message>
    <message>
        <source>Wait, or pay another way.</source>
        <translation>請稍候，或改用其他付款方式。</translation>
    </message>
    <message>
        <source>This card does not prove that it is one of ours.</source>
        <translation>此卡沒有本店防偽碼。</translation>
    </message>
    <message>
        <source>Take another card, or let the owner allow such cards.</source>
        <translation>請換一張卡，或由店主在卡務中允許此類卡。</translation>
    </message>
    <message>
        <source>This card is past its last day.</source>
        <translation>此卡已過有效期。</translation>
    </message>
    <message>
        <source>Reactivate it in the member&apos;s cards.</source>
        <translation>請在會員的卡片頁中重新啟用。</translation>
    </message>
    <message>
        <source>This is the password the card has already.</source>
        <translation>新密碼與原密碼相同。</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>請換一個。</translation>
    </message>
    <message>
        <source>A reason is missing.</source>
        <translation>未填寫原因。</translation>
    </message>
    <message>
        <source>Give a reason.</source>
        <translation>請填寫原因。</translation>
    </message>
    <message>
        <source>This is the same member.</source>
        <translation>這是同一位會員。</translation>
    </message>
    <message>
        <source>Choose another member.</source>
        <translation>請選擇另一位會員。</translation>
    </message>
    <message>
        <source>offer</source>
        <translation>活動</translation>
    </message>
    <message>
        <source>Coupons of this kind used today: {limit}, which is the most.</source>
        <translation>這種券今天已用 {limit} 張，達到上限。</translation>
    </message>
    <message>
        <source>Leave the coupon out; it can be used on another day.</source>
        <translation>本單不用這張券，改天還能用。</translation>
    </message>
    <message>
        <source>The member has had {limit} coupons of this kind, which is the most.</source>
        <translation>該會員已領 {limit} 張這種券，達到上限。</translation>
    </message>
    <message>
        <source>Choose another kind of coupon.</source>
        <translation>請換一種券。</translation>
    </message>
    <message>
        <source>All {limit} coupons of this kind have been given.</source>
        <translation>這種券共 {limit} 張，已全部發完。</translation>
    </message>
    <message>
        <source>Choose another kind of coupon, or ask the owner to make more.</source>
        <translation>請換一種券，或請店主增發。</translation>
    </message>
    <message>
        <source>coupon</source>
        <translation>優惠券</translation>
    </message>
    <message>
        <source>kind of coupon</source>
        <translation>券種</translation>
    </message>
    <message>
        <source>This membership is frozen, blacklisted or over.</source>
        <translation>該會員已凍結、列入黑名單或已到期。</translation>
    </message>
    <message>
        <source>Sell without the member, or have a manager look at the profile first.</source>
        <translation>請按散客收銀，或請店長先查看會員資料。</translation>
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
        <translation>送 {points} 點</translation>
    </message>
    <message>
        <source>{bonus} in {count} parts</source>
        <translation>分 {count} 期返 {bonus}</translation>
    </message>
    <message>
        <source>Bonus later, {first} to {last}</source>
        <translation>分期返贈金，{first} 至 {last}</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數</translation>
    </message>
    <message>
        <source>Points, in {days} days</source>
        <translation>點數，{days} 天後入帳</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>優惠券</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>等級</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>尚未開始</translation>
    </message>
    <message>
        <source>Over</source>
        <translation>已結束</translation>
    </message>
    <message>
        <source>Not today</source>
        <translation>今天不適用</translation>
    </message>
    <message>
        <source>Other tiers only</source>
        <translation>限其他等級</translation>
    </message>
    <message>
        <source>First top-up only</source>
        <translation>限首次儲值</translation>
    </message>
    <message>
        <source>Taken already</source>
        <translation>已參加過</translation>
    </message>
    <message>
        <source>None left</source>
        <translation>名額已滿</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>不適用</translation>
    </message>
</context>
<context>
    <name>papers</name>
    <message>
        <source>Receipt</source>
        <translation>消費明細</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>儲值</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Top-up refunded</source>
        <translation>儲值退款</translation>
    </message>
    <message>
        <source>Card closed</source>
        <translation>銷卡</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>轉帳</translation>
    </message>
    <message>
        <source>Stored value</source>
        <translation>儲值金</translation>
    </message>
    <message>
        <source>Gift</source>
        <translation>贈品</translation>
    </message>
    <message>
        <source>Lucky draw</source>
        <translation>抽獎</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>次卡</translation>
    </message>
    <message>
        <source>Check-in</source>
        <translation>簽到</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>開卡</translation>
    </message>
    <message>
        <source>Card label</source>
        <translation>卡片標籤</translation>
    </message>
    <message>
        <source>Shift report</source>
        <translation>班次報表</translation>
    </message>
    <message>
        <source>Other report</source>
        <translation>其他報表</translation>
    </message>
    <message>
        <source>Waits for the printer</source>
        <translation>等待印表機</translation>
    </message>
    <message>
        <source>Waited long: still wanted?</source>
        <translation>等了很久，還要印嗎？</translation>
    </message>
    <message>
        <source>Perhaps printed: look</source>
        <translation>可能已印出，請查看</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>未列印</translation>
    </message>
    <message>
        <source>Papers that waited too long to be printed unasked: {count}. Devices, F4 decides.</source>
        <translation>有 {count} 張單據等得太久，沒有自動列印。請到「裝置」按 F4 處理。</translation>
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
        <translation>有效期限至 {date}</translation>
    </message>
    <message>
        <source>begins with its first use</source>
        <translation>首次使用起算</translation>
    </message>
    <message>
        <source>no last day</source>
        <translation>長期有效</translation>
    </message>
    <message>
        <source>lapsed</source>
        <translation>已過期</translation>
    </message>
    <message>
        <source>frozen to {date}</source>
        <translation>停卡至 {date}</translation>
    </message>
    <message>
        <source>not at this time</source>
        <translation>現在時段不可用</translation>
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
        <translation>1 個月</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} 個月</translation>
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
    <name>prices</name>
    <message>
        <source>{percent} %</source>
        <translation>{tenths} 折</translation>
    </message>
    <message>
        <source>Coupon</source>
        <translation>優惠券</translation>
    </message>
    <message>
        <source>For {points} points</source>
        <translation>用 {points} 點</translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>優惠活動</translation>
    </message>
    <message>
        <source>Points × {times}</source>
        <translation>點數 {times} 倍</translation>
    </message>
    <message>
        <source>{missing} more saves {fen}</source>
        <translation>再買 {missing} 可折抵 {fen}</translation>
    </message>
    <message>
        <source>Discount by hand</source>
        <translation>手動折扣</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>點數折抵</translation>
    </message>
    <message>
        <source>Rounding</source>
        <translation>去零頭</translation>
    </message>
    <message>
        <source>Has not begun</source>
        <translation>尚未開始</translation>
    </message>
    <message>
        <source>Is over</source>
        <translation>已經結束</translation>
    </message>
    <message>
        <source>Not on this day of the week</source>
        <translation>今天不是活動日</translation>
    </message>
    <message>
        <source>Not at this time of day</source>
        <translation>不在活動時段</translation>
    </message>
    <message>
        <source>Not together with another offer</source>
        <translation>不與其他優惠併用</translation>
    </message>
    <message>
        <source>Member price {fen}</source>
        <translation>會員價 {fen}</translation>
    </message>
    <message>
        <source>{tier} price {fen}</source>
        <translation>{tier}價 {fen}</translation>
    </message>
    <message>
        <source>{tier} {percent}, {fen}</source>
        <translation>{tier} {percent} {fen}</translation>
    </message>
    <message>
        <source>Price changed to {fen}</source>
        <translation>改價 {fen}</translation>
    </message>
    <message>
        <source>Not discounted</source>
        <translation>不參加優惠</translation>
    </message>
    <message>
        <source>Only for {tiers}</source>
        <translation>僅限{tiers}</translation>
    </message>
    <message>
        <source>For members only</source>
        <translation>僅限會員</translation>
    </message>
    <message>
        <source>None of its goods in the cart</source>
        <translation>本單沒有活動商品</translation>
    </message>
    <message>
        <source>Too few pieces</source>
        <translation>件數不足</translation>
    </message>
    <message>
        <source>{fen} more is needed</source>
        <translation>還差 {fen}</translation>
    </message>
    <message>
        <source>The price is as low already</source>
        <translation>現價已更低</translation>
    </message>
    <message>
        <source>Nothing left to take off</source>
        <translation>已無可折抵金額</translation>
    </message>
    <message>
        <source>For {points} points, when asked for</source>
        <translation>需 {points} 點，勾選後兌換</translation>
    </message>
    <message>
        <source>Needs {points} points</source>
        <translation>需 {points} 點，餘額不足</translation>
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
        <source>Confirm the clock</source>
        <translation>確認電腦時間</translation>
    </message>
    <message>
        <source>Hand out a gift</source>
        <translation>兌換禮品</translation>
    </message>
    <message>
        <source>Give points</source>
        <translation>贈送點數</translation>
    </message>
    <message>
        <source>Give a tier</source>
        <translation>贈予等級</translation>
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
    <message>
        <source>Freeze, reactivate or refund a pass</source>
        <translation>停卡、恢復或退次卡</translation>
    </message>
    <message>
        <source>Sell a pass</source>
        <translation>販售次卡</translation>
    </message>
    <message>
        <source>Take back a use of a pass</source>
        <translation>撤銷核銷</translation>
    </message>
    <message>
        <source>Use a pass</source>
        <translation>核銷次卡</translation>
    </message>
    <message>
        <source>Make cards</source>
        <translation>製卡</translation>
    </message>
    <message>
        <source>Set a card&apos;s password</source>
        <translation>設定卡片密碼</translation>
    </message>
    <message>
        <source>Hand a card to another member</source>
        <translation>轉卡給其他會員</translation>
    </message>
    <message>
        <source>Take a card out of use for good</source>
        <translation>作廢卡片</translation>
    </message>
    <message>
        <source>Give more than the offers with a top-up</source>
        <translation>儲值時額外贈送</translation>
    </message>
    <message>
        <source>Undo a top-up</source>
        <translation>儲值退款</translation>
    </message>
    <message>
        <source>Pay out stored value</source>
        <translation>儲值提領</translation>
    </message>
    <message>
        <source>Close a card</source>
        <translation>退卡</translation>
    </message>
    <message>
        <source>Deduct stored value</source>
        <translation>強制扣款</translation>
    </message>
    <message>
        <source>Freeze an account or let it go</source>
        <translation>凍結或解凍帳戶</translation>
    </message>
    <message>
        <source>Transfer stored value</source>
        <translation>儲值轉帳</translation>
    </message>
    <message>
        <source>Give or take back coupons</source>
        <translation>發放或收回優惠券</translation>
    </message>
    <message>
        <source>Change offers and kinds of coupons</source>
        <translation>更改優惠活動與券種</translation>
    </message>
    <message>
        <source>Write data into a file</source>
        <translation>匯出資料</translation>
    </message>
    <message>
        <source>Import members</source>
        <translation>匯入會員</translation>
    </message>
    <message>
        <source>Stop a membership, or allow it again</source>
        <translation>停用或恢復會員</translation>
    </message>
    <message>
        <source>Merge two members</source>
        <translation>合併會員</translation>
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
        <translation>拿開</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>掃碼</translation>
    </message>
    <message>
        <source>Ring</source>
        <translation>來電</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>掛斷</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>缺紙</translation>
    </message>
    <message>
        <source>Paper low</source>
        <translation>紙將盡</translation>
    </message>
    <message>
        <source>New roll</source>
        <translation>換紙</translation>
    </message>
    <message>
        <source>Open cover</source>
        <translation>開蓋</translation>
    </message>
    <message>
        <source>Close cover</source>
        <translation>合蓋</translation>
    </message>
    <message>
        <source>Close drawer</source>
        <translation>關錢箱</translation>
    </message>
    <message>
        <source>Unplug</source>
        <translation>拔除</translation>
    </message>
    <message>
        <source>Plug in</source>
        <translation>接上</translation>
    </message>
    <message>
        <source>Simulated devices</source>
        <translation>模擬裝置</translation>
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
        <source>Spent of a balance that headquarters has no record of</source>
        <translation>用掉了總部沒有記錄的餘額</translation>
    </message>
    <message>
        <source>A booking to look at</source>
        <translation>有一筆業務需要核對</translation>
    </message>
    <message>
        <source>Ask the member for the rest, or agree on it with the owner.</source>
        <translation>請會員補足差額，或與店主商定。</translation>
    </message>
    <message>
        <source>Look whether the member&apos;s balance is below zero now.</source>
        <translation>查看該會員的餘額現在是否為負。</translation>
    </message>
    <message>
        <source>Compare both receipts; the second coupon is the shop&apos;s loss.</source>
        <translation>核對兩張收據；第二張券由本店承擔。</translation>
    </message>
    <message>
        <source>Ask who used the card, and tell its member.</source>
        <translation>查明是誰用了卡，並告知持卡會員。</translation>
    </message>
    <message>
        <source>Give one of the two members another card.</source>
        <translation>給其中一位會員換一張卡。</translation>
    </message>
    <message>
        <source>Set this PC&apos;s clock right.</source>
        <translation>校正這台電腦的時間。</translation>
    </message>
    <message>
        <source>Call headquarters: this till must join anew.</source>
        <translation>聯絡總部：這台收銀機需要重新加入。</translation>
    </message>
    <message>
        <source>When all tills have been online, look whether the member&apos;s balance is right.</source>
        <translation>等所有收銀機都連線後，核對該會員餘額是否正確。</translation>
    </message>
    <message>
        <source>Look at the receipt, and call headquarters if it is wrong.</source>
        <translation>查看收據；如有錯誤，聯絡總部。</translation>
    </message>
    <message>
        <source>Headquarters has found something to look at</source>
        <translation>總部發現有業務需要處理</translation>
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
        <translation>這裡不能用「{name}」。</translation>
    </message>
    <message>
        <source>A row needs one of text, left, rule, feed, table, qr, logo, rows.</source>
        <translation>每列要有 text、left、rule、feed、table、qr、logo、rows 之一。</translation>
    </message>
    <message>
        <source>This paper has no “{name}”.</source>
        <translation>這種單據沒有「{name}」。</translation>
    </message>
    <message>
        <source>The word “{name}” is not under [words].</source>
        <translation>[words] 裡沒有「{name}」。</translation>
    </message>
    <message>
        <source>“{name}” has a value that is not known.</source>
        <translation>「{name}」的值不對。</translation>
    </message>
    <message>
        <source>“{name}” is written in a way that is not known.</source>
        <translation>「{name}」的格式不對。</translation>
    </message>
    <message>
        <source>“{name}” must be a text in quotes.</source>
        <translation>「{name}」要用引號括起來。</translation>
    </message>
    <message>
        <source>“{name}” is one thing, not several.</source>
        <translation>「{name}」不是清單。</translation>
    </message>
    <message>
        <source>“{name}” has parts: name one of them.</source>
        <translation>「{name}」有多項，請指明其中一項。</translation>
    </message>
    <message>
        <source>A brace is missing in “{name}”.</source>
        <translation>「{name}」少了大括號。</translation>
    </message>
    <message>
        <source>The word “{name}” needs zh_CN, zh_TW and en.</source>
        <translation>「{name}」要有 zh_CN、zh_TW、en 三種文字。</translation>
    </message>
    <message>
        <source>Rows stand under [[row]].</source>
        <translation>每列寫在 [[row]] 下面。</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>檔案太大。</translation>
    </message>
    <message>
        <source>This file is not a picture.</source>
        <translation>這不是圖片檔。</translation>
    </message>
    <message>
        <source>Row {row}: {problem}</source>
        <translation>第 {row} 列：{problem}</translation>
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
    <message>
        <source>Kept change</source>
        <translation>存零</translation>
    </message>
</context>
</TS>
