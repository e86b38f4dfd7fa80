# 找人，为自己或为别人。这里的一切都不设门槛。

command-support-name = 找人聊
command-support = 私下和团队里的人聊聊，随时都可以
command-help-name = 帮助
command-help = 在哪里找到人、求助热线，以及这个机器人做什么
menu-support-for-this = 为这条消息找人帮忙
menu-worried = 我担心这个人

button-talk-now = 现在找人聊
button-talk-words = 先写几句话
button-helplines = 求助热线
button-fears = 开口之后会怎样？
button-kept = 会留下我的哪些信息
button-someone-for-me = 我也想找人聊

support-on-shift = { $name } 现在值班。按下按钮，对方马上就知道。
support-nobody-now = 现在没有人值班。你还是可以按按钮；热线随时有人接。
support-limits =
    在你多说之前：这个服务器值班的人和负责人能看到，管理员和 Discord 也能看到。除非有人有生命危险，话就留在他们那里。结束一天后文字会删除，最多保留三天。他们是和你一样的人，不是医生，也不是急救机构。
support-form-title = 想写的话，写几句
support-form-label = 发生了什么？
support-form-notice = 值班的人和负责人会看，管理员和 Discord 也能看到。除非有人有生命危险，话就留在他们那里。也可以什么都不写就发送。
support-sent = 我正在告诉 { $name }。一般几分钟内会有人私下给你发消息。你不用再做什么。
support-held = { $name } 已经在陪你，也又收到了消息。
support-nobody = 现在没有人值班。
support-which-server = 是哪个社区的事？

home =
    按 **现在找人聊**，这个社区里就会有人知道。你也可以随时直接在这里给我发消息。
    我是帮人找到彼此的机器人。我不是医生，也不是急救机构，也不用来保存病历。

fears = 很多人因为这些原因犹豫。按一下你在想的那个。
fear-button-police = 警察会来吗？
fear-button-cost = 要花钱吗？
fear-button-burden = 我会成为负担
fear-button-words = 我不知道说什么
fear-police = 先是有人听你说。只有当下有人有生命危险时，才会谈到外面的帮助，而且尽量和你一起商量。Discord 不会告诉我们你在哪里。
fear-cost = 不用。在这里和人聊是免费的。大多数热线也是免费的，它们的网页上有写。
fear-burden = 值班的人是自己愿意在这里的，他们轮流来，免得谁太累。你没有从谁那里拿走什么。
fear-words = 不用找对词。“我不知道从哪里说起”就够了。对方会接着问，不说话也没关系。

help-country = 其他国家和地区：{ $first } 到 { $last }
helplines-no-country = 在下面选你所在的国家或地区，看看那里谁会接听。如果你现在有危险，请打当地的紧急电话。

concern-sent = 谢谢你关心这个人。值班的人已经知道了，也不会说是你说的。你可以到这里为止。你自己也想找人聊聊吗？
concern-known = 谢谢你关心这个人。值班的人之前已经知道了。你可以到这里为止。你自己也想找人聊聊吗？
concern-nobody = 谢谢你关心这个人。现在没有人值班，我没法说什么时候会有人看到。如果对方现在可能有危险，请打热线或紧急电话。
worried-form-title = 我担心这个人
worried-form-label = 你注意到了什么？
worried-form-notice = 值班的人和负责人会看，不会说是你说的。也可以什么都不写就发送。
worried-left = 对方已经不在这个服务器，我联系不上。如果你觉得对方有危险，热线可以告诉你怎么做。

error-too-many-concerns = 一天之内你已经为别人求助了 { $times } 次，一个人最多只能这么多。如果现在有人有危险，请打紧急电话，或联系管理员。
