# 正在难过的人读到的话：只给本人，简短，直白。第一行可能出现在锁屏上。

person-opening = 你好，我是 { $server } 的机器人，这条消息只有你能看到。是因为你在那里写的一段话。
person-opening-asked = 你好，我是 { $server } 的机器人，这条消息只有你能看到。你说想找人聊聊。
person-opening-worried = 你好，我是 { $server } 的机器人，这条消息只有你能看到。这里有人惦记你，想知道你还好吗。
person-not-in-trouble = 你没有做错什么，也没有在任何地方发布任何内容。
person-who-knows = 我正在告诉团队里的 { $name }，一般几分钟内会有回复。
person-what-helps = 现在什么对你最有帮助？

person-button-talk = 就在这里聊
person-button-other = 换一个人
person-button-not-now = 现在不想
person-button-meant-otherwise = 我不是那个意思
person-button-talk-after-all = 还是想聊聊

person-talk-soon = 好的。回复你的人会看到你想聊。你现在就可以写在这里：会为值班的人和负责人留着，只有他们能看。
person-talk-holder = 好的。你可以写在这里，我会带给 { $name }。值班的人和负责人能看到，群里没有人能看到。
person-other-soon = 没关系。我现在去问别人，你不用说原因。
person-not-now = 好的，除非你找我，或者我联系不上任何人，我不再发消息了。团队里还是可能有人给你发消息，你随时可以回来。
person-meant-lowered = 谢谢你告诉我，抱歉打扰了。之后会有人慢慢看一下，不着急。
person-meant-kept = 谢谢你告诉我。因为事情比较要紧，还是会有人来问问你的情况。

person-nobody = 我是 { $server } 的机器人，这条消息只有你能看到。我直说吧：现在没有人值班。
person-nobody-else = 我直说吧：现在没有别人值班。
person-lead-told = 我正在告诉没人值班时来帮忙的人，但不知道对方什么时候能看到。
person-back = 从 { $at } 起又会有人值班。
person-back-unknown = 还不知道什么时候会再有人值班。
person-still-trying = 我还在替你找人。这些地方现在有人接：
person-unanswered = 到现在我还没能为你联系上任何人，对不起。之后还是可能会有人来。这些地方现在有人接：

person-taken = { $name } 现在在这里陪你，会给你发消息。我先退到一边，让你只和一个人说话。
person-from = **{ $name }**：{ $words }

person-space-offer = { $name } 想给你开一个私下说话的地方。谁能看到：{ $readers }。你说好才会打开。
person-space-readers = 你、{ $name }、团队里的另一位 { $second }，还有管理这个服务器的人
person-space-readers-alone = 你、{ $name }，还有管理这个服务器的人
person-button-space-yes = 好，打开吧
person-button-space-no = 不用了，谢谢
person-space-open = 你的私密空间已经打开：{ $space }
person-space-refused = 没关系。你可以继续写在这里。
person-space-failed = 现在没能打开私密空间。你可以写在这里：发给我的话会送到陪你的人那里。
person-thread-readers = 这个地方只给你：能看到的是你、管理这个服务器的人，还有回复你的人。你在这里写的，我会带给他们。这件事结束 { $days } 天后，这里会被删除。

person-passed-on = 我带给 { $name } 了。值班的人和负责人能看到，群里没有人能看到。
person-kept-for-them = 我告诉了正在被请来回复你的人。他们、其他值班的人和负责人能看到，群里没有人能看到。
person-told-leads = 现在联系不到正在回复你的人，所以我告诉了负责人。负责人和值班的人能看到，群里没有人能看到。
person-kept-untold = 我留着了，但现在没能告诉任何人。值班的人和负责人能看到，群里没有人能看到。如果不能等，请用按钮里的求助热线。
person-kept-for-later = 会为值班的人和负责人留着，只有他们能看。之后会有人慢慢看一下，不着急。如果你现在就想找人，按下按钮。

person-apology = 我发了不必要的消息，抱歉打扰了。没有留下什么没办完的事。你这样就很好，这里欢迎你。
person-closed = 这件事先到这里，没有留下什么没办完的。你随时可以回来：给我发消息，或者按按钮。
person-closing = 谢谢你让人陪着。要不要明天发一条短消息，一周后再发一条，问问你怎么样？
person-button-follow-yes = 好的
person-button-follow-no = 不用了，谢谢
person-follow-planned = 我明天和一周后给你发消息。你随时可以取消。
person-follow-none = 好的，不发消息。你随时可以回来。
person-follow-up = 你好，我是 { $server } 的机器人，这条消息只有你能看到。你说过想收到一条消息：今天怎么样？
person-button-follow-fine = 我还好
person-button-follow-talk = 我想聊聊
person-button-follow-stop = 不要再发了
person-follow-thanks = 谢谢你回复。你随时可以回来。

space-name = 房间 { $number }
space-welcome =
    { $person }，这里是你的地方。{ $responder } 在这里陪你。
    谁能看到：{ $readers }。你随时可以离开。这件事结束 { $days } 天后，这里会被删除。
