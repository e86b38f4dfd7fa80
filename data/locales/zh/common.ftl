# 任何地方都可能用到的话。

error-unexpected = 我这边出了点问题，已经记下了。请稍后再试。如果你现在需要人，直接给我发消息，或者打求助热线。
error-command = 没有成功。请稍后再试，或者用按钮。
error-button-unknown = 这个按钮是旧版本的，现在没有用了。用 /帮助 可以找到现在的按钮。
error-form-not-at-hand = 你写的内容已经不在了：它只保留一刻钟，重启后也不保留。请再打开一次表单。
button-form-again = 回到我写的内容
button-undo = 撤销
error-already-resolved = 这件事已经结束了，不用再做什么。
error-not-yours = 这个按钮是给别人的。/找人聊 可以带你找到人。
error-person-gone = 对方已经离开服务器，我没法给对方发消息。如果你知道别的办法，请用那个办法。
error-server-not-set-up = 这个服务器还没设置好。管理它的人可以运行 /setup。
error-storage-unavailable = 现在没能保存，所以什么都没有改变。请一分钟后再试。如果你想找人聊，/找人聊 现在也能用。
