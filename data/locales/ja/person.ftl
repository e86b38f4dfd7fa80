# つらい状況にある人が読む文。本人だけに、短く、やさしく。最初の行はロック画面に出ることがある。

person-opening = こんにちは、{ $server } のボットです。あなただけに書いています。そこで書いてくれたことについてです。
person-opening-asked = こんにちは、{ $server } のボットです。あなただけに書いています。誰かと話したいと伝えてくれましたね。
person-opening-worried = こんにちは、{ $server } のボットです。あなただけに書いています。ここに、あなたのことを気にかけている人がいます。
person-not-in-trouble = あなたは何も悪いことをしていません。どこにも何も投稿されていません。
person-who-knows = いま、チームの { $name } さんに伝えています。たいてい数分で返事が来ます。
person-what-helps = いま、何があると一番助かりますか？

person-button-talk = ここで話す
person-button-other = 別の人がいい
person-button-not-now = 今はいい
person-button-meant-otherwise = そういう意味ではなかった
person-button-talk-after-all = やっぱり話したい

person-talk-soon = わかりました。返事をする人に、話したいという気持ちが伝わります。もうここに書いて大丈夫です。当番の人と責任者のために預かり、読めるのはその人たちだけです。
person-talk-holder = わかりました。ここに書いてください。{ $name } さんに届けます。読めるのは当番の人と責任者で、グループの人は読めません。
person-other-soon = 大丈夫です。いま別の人に聞いています。理由は言わなくてかまいません。
person-not-now = わかりました。あなたから言われたときと、誰にも連絡がつかないときのほかは、もう書きません。チームの誰かから連絡があるかもしれません。いつでも戻ってきてください。
person-meant-lowered = 教えてくれてありがとう。お騒がせしてごめんなさい。あとで誰かがゆっくり目を通します。
person-meant-kept = 教えてくれてありがとう。大事な内容だったので、念のためチームの誰かが様子を聞きに来ます。

person-nobody = { $server } のボットです。あなただけに書いています。正直に言うと、いま当番の人がいません。
person-nobody-else = 正直に言うと、いまほかに当番の人がいません。
person-lead-told = 当番がいないときに代わる人に伝えています。いつ見てもらえるかはわかりません。
person-back = { $at } から、また当番の人がいます。
person-back-unknown = 次に当番の人が来る時間は、まだわかりません。
person-still-trying = まだあなたのために人を探しています。こちらは今つながります：
person-unanswered = いまのところ、誰にも連絡がついていません。ごめんなさい。このあと誰かが来てくれるかもしれません。こちらは今つながります：

person-taken = { $name } さんがあなたのそばにいて、これから書きます。ひとりの人と話せるように、ボットは下がります。
person-from = **{ $name }** さんから：{ $words }

person-space-offer = { $name } さんが、ふたりで話せる場所を用意できます。読める人：{ $readers }。あなたが「はい」と言ったときだけ開きます。
person-space-readers = あなた、{ $name } さん、もうひとりのチームの { $second } さん、このサーバーの管理者
person-space-readers-alone = あなた、{ $name } さん、このサーバーの管理者
person-button-space-yes = はい、開いて
person-button-space-no = いいえ、大丈夫です
person-space-open = あなたの場所が開きました：{ $space }
person-space-refused = 大丈夫です。このままここに書いてください。
person-space-failed = いまは場所を開けませんでした。ここに書いてください。送ってくれたことは、そばにいる人に届きます。
person-thread-readers = ここはあなたのための場所です。読めるのは、あなた、このサーバーの管理者、返事をする人です。ここに書いたことはその人たちに届けます。終わってから{ $days }日後に、この場所は削除されます。

person-passed-on = { $name } さんに届けました。読めるのは当番の人と責任者で、グループの人は読めません。
person-kept-for-them = 返事をお願いしている人たちに届けました。読めるのはその人たちと、ほかの当番の人、責任者で、グループの人は読めません。
person-told-leads = 返事をしている人に今は届かなかったので、責任者に伝えました。読めるのは責任者と当番の人で、グループの人は読めません。
person-kept-untold = 預かりましたが、今は誰にも届けられませんでした。読めるのは当番の人と責任者で、グループの人は読めません。待てないときは、ボタンから相談窓口を見てください。
person-kept-for-later = 当番の人と責任者のために預かり、読めるのはその人たちだけです。あとで誰かがゆっくり目を通します。いま誰かと話したいときは、ボタンを押してください。

person-apology = 必要のない連絡をしてしまいました。お騒がせしてごめんなさい。これで終わりです。そのままのあなたで、ここにいてください。
person-closed = いったんここまでです。残っていることはありません。いつでも戻ってきてください。書いてくれても、ボタンを押してもかまいません。
person-closing = 誰かがそばにいることを許してくれて、ありがとう。明日と一週間後に、調子をたずねる短いメッセージを送りましょうか？
person-button-follow-yes = はい、お願いします
person-button-follow-no = いいえ、大丈夫です
person-follow-planned = 明日と一週間後に書きます。いつでも取り消せます。
person-follow-none = わかりました。メッセージは送りません。いつでも戻ってきてください。
person-follow-up = こんにちは、{ $server } のボットです。あなただけに書いています。お約束のメッセージです。今日の調子はどうですか？
person-button-follow-fine = 大丈夫です
person-button-follow-talk = 話したいです
person-button-follow-stop = もう送らないで
person-follow-thanks = 返事をありがとう。いつでも戻ってきてください。

space-name = 部屋 { $number }
space-welcome =
    { $person } さん、ここはあなたの場所です。{ $responder } さんがそばにいます。
    読める人：{ $readers }。いつでも離れてかまいません。終わってから{ $days }日後に、この場所は削除されます。
