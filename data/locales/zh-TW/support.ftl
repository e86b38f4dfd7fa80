# 找人，為自己或為別人。這裡的一切都不設門檻。

command-support-name = 找人聊
command-support = 私下和團隊裡的人聊聊，隨時都可以
command-help-name = 幫助
command-help = 在哪裡找到人、求助熱線，以及這個機器人做什麼
menu-support-for-this = 為這則訊息找人幫忙
menu-worried = 我擔心這個人

button-talk-now = 現在找人聊
button-talk-words = 先寫幾句話
button-helplines = 求助熱線
button-fears = 開口之後會怎樣？
button-kept = 會留下我的哪些資訊
button-someone-for-me = 我也想找人聊

support-on-shift = { $name } 現在值班。按下按鈕，對方馬上就知道。
support-nobody-now = 現在沒有人值班。你還是可以按按鈕；熱線隨時有人接。
support-limits =
    在你多說之前：這個伺服器值班的人和負責人能看到，管理員和 Discord 也能看到。除非有人有生命危險，話就留在他們那裡。結束一天後文字會刪除，最多三天。他們是和你一樣的人，不是醫生，也不是急救機構。
support-form-title = 想寫的話，寫幾句
support-form-label = 發生了什麼？
support-form-notice = 值班的人和負責人會看，管理員和 Discord 也能看到。除非有人有生命危險，話就留在他們那裡。也可以什麼都不寫就送出。
support-sent = 我正在告訴 { $name }。一般幾分鐘內會有人私下傳訊息給你。你不用再做什麼。
support-held = { $name } 已經在陪你，也又收到了訊息。
support-nobody = 現在沒有人值班。
support-which-server = 是哪個社群的事？

home =
    按 **現在找人聊**，這個社群裡就會有人知道。你也可以隨時直接在這裡傳訊息給我。
    我是幫人找到彼此的機器人。我不是醫生，也不是急救機構，也不用來保存病歷。

fears = 很多人因為這些原因猶豫。按一下你在想的那個。
fear-button-police = 警察會來嗎？
fear-button-cost = 要花錢嗎？
fear-button-burden = 我會成為負擔
fear-button-words = 我不知道說什麼
fear-police = 先是有人聽你說。只有當下有人有生命危險時，才會談到外面的幫助，而且儘量和你一起商量。Discord 不會告訴我們你在哪裡。
fear-cost = 不用。在這裡和人聊是免費的。大多數熱線也是免費的，它們的網站上有寫。
fear-burden = 值班的人是自己願意在這裡的，他們輪流來，免得誰太累。你沒有從誰那裡拿走什麼。
fear-words = 不用找對詞。「我不知道從哪裡說起」就夠了。對方會接著問，不說話也沒關係。

help-country = 其他國家和地區：{ $first } 到 { $last }
helplines-no-country = 在下面選你所在的國家或地區，看看那裡誰會接聽。如果你現在有危險，請打當地的緊急電話。

concern-sent = 謝謝你關心這個人。值班的人已經知道了，也不會說是你說的。你可以到這裡為止。你自己也想找人聊聊嗎？
concern-known = 謝謝你關心這個人。值班的人之前已經知道了。你可以到這裡為止。你自己也想找人聊聊嗎？
concern-nobody = 謝謝你關心這個人。現在沒有人值班，我沒辦法說什麼時候會有人看到。如果對方現在可能有危險，請打熱線或緊急電話。
worried-form-title = 我擔心這個人
worried-form-label = 你注意到了什麼？
worried-form-notice = 值班的人和負責人會看，不會說是你說的。也可以什麼都不寫就送出。
worried-left = 對方已經不在這個伺服器，我聯絡不上。如果你覺得對方有危險，熱線可以告訴你怎麼做。

error-too-many-concerns = 一天之內你已經為別人求助了 { $times } 次，一個人最多只能這麼多。如果現在有人有危險，請打緊急電話，或聯絡管理員。
