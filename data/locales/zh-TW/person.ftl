# 正在難過的人讀到的話：只給本人，簡短，直白。第一行可能出現在鎖定畫面上。

person-opening = 你好，我是 { $server } 的機器人，這則訊息只有你能看到。是因為你在那裡寫的一段話。
person-opening-asked = 你好，我是 { $server } 的機器人，這則訊息只有你能看到。你說想找人聊聊。
person-opening-worried = 你好，我是 { $server } 的機器人，這則訊息只有你能看到。這裡有人惦記你，想知道你還好嗎。
person-not-in-trouble = 你沒有做錯什麼，也沒有在任何地方發布任何內容。
person-who-knows = 我正在告訴團隊裡的 { $name }，一般幾分鐘內會有回覆。
person-what-helps = 現在什麼對你最有幫助？

person-button-talk = 就在這裡聊
person-button-other = 換一個人
person-button-not-now = 現在不想
person-button-meant-otherwise = 我不是那個意思
person-button-talk-after-all = 還是想聊聊

person-talk-soon = 好的。回覆你的人會看到你想聊。你現在就可以寫在這裡：會為值班的人和負責人留著，只有他們能看。
person-talk-holder = 好的。你可以寫在這裡，我會帶給 { $name }。值班的人和負責人能看到，群裡沒有人能看到。
person-other-soon = 沒關係。我現在去問別人，你不用說原因。
person-not-now = 好的，除非你找我，或者我聯絡不上任何人，我不再傳訊息了。團隊裡還是可能有人傳訊息給你，你隨時可以回來。
person-meant-lowered = 謝謝你告訴我，抱歉打擾了。之後會有人慢慢看一下，不用急。
person-meant-kept = 謝謝你告訴我。因為事情比較要緊，還是會有人來問問你的情況。

person-nobody = 我是 { $server } 的機器人，這則訊息只有你能看到。我直說吧：現在沒有人值班。
person-nobody-else = 我直說吧：現在沒有別人值班。
person-lead-told = 我正在告訴沒人值班時來幫忙的人，但不知道對方什麼時候能看到。
person-back = 從 { $at } 起又會有人值班。
person-back-unknown = 還不知道什麼時候會再有人值班。
person-still-trying = 我還在替你找人。這些地方現在有人接：
person-unanswered = 到現在我還沒能為你聯絡上任何人，對不起。之後還是可能會有人來。這些地方現在有人接：

person-taken = { $name } 現在在這裡陪你，會傳訊息給你。我先退到一邊，讓你只和一個人說話。
person-from = **{ $name }**：{ $words }

person-space-offer = { $name } 想給你開一個私下說話的地方。誰能看到：{ $readers }。你說好才會開啟。
person-space-readers = 你、{ $name }、團隊裡的另一位 { $second }，還有管理這個伺服器的人
person-space-readers-alone = 你、{ $name }，還有管理這個伺服器的人
person-button-space-yes = 好，開啟吧
person-button-space-no = 不用了，謝謝
person-space-open = 你的私密空間已經開啟：{ $space }
person-space-refused = 沒關係。你可以繼續寫在這裡。
person-space-failed = 現在沒能開啟私密空間。你可以寫在這裡：傳給我的話會送到陪你的人那裡。
person-thread-readers = 這個地方只給你：能看到的是你、管理這個伺服器的人，還有回覆你的人。你在這裡寫的，我會帶給他們。這件事結束 { $days } 天後，這裡會被刪除。

person-passed-on = 我帶給 { $name } 了。值班的人和負責人能看到，群裡沒有人能看到。
person-kept-for-them = 我告訴了正在被請來回覆你的人。他們、其他值班的人和負責人能看到，群裡沒有人能看到。
person-told-leads = 現在聯絡不到正在回覆你的人，所以我告訴了負責人。負責人和值班的人能看到，群裡沒有人能看到。
person-kept-untold = 我留著了，但現在沒能告訴任何人。值班的人和負責人能看到，群裡沒有人能看到。如果不能等，請用按鈕裡的求助熱線。
person-kept-for-later = 會為值班的人和負責人留著，只有他們能看。之後會有人慢慢看一下，不用急。如果你現在就想找人，按下按鈕。

person-apology = 我傳了不必要的訊息，抱歉打擾了。沒有留下什麼沒辦完的事。你這樣就很好，這裡歡迎你。
person-closed = 這件事先到這裡，沒有留下什麼沒辦完的。你隨時可以回來：傳訊息給我，或者按按鈕。
person-closing = 謝謝你讓人陪著。要不要明天傳一則短訊息，一週後再傳一則，問問你怎麼樣？
person-button-follow-yes = 好的
person-button-follow-no = 不用了，謝謝
person-follow-planned = 我明天和一週後傳訊息給你。你隨時可以取消。
person-follow-none = 好的，不傳訊息。你隨時可以回來。
person-follow-up = 你好，我是 { $server } 的機器人，這則訊息只有你能看到。你說過想收到一則訊息：今天怎麼樣？
person-button-follow-fine = 我還好
person-button-follow-talk = 我想聊聊
person-button-follow-stop = 不要再傳了
person-follow-thanks = 謝謝你回覆。你隨時可以回來。

space-name = 房間 { $number }
space-welcome =
    { $person }，這裡是你的地方。{ $responder } 在這裡陪你。
    誰能看到：{ $readers }。你隨時可以離開。這件事結束 { $days } 天後，這裡會被刪除。
