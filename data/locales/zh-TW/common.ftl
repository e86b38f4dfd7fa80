# 任何地方都可能用到的話。

error-unexpected = 我這邊出了點問題，已經記下了。請稍後再試。如果你現在需要人，直接傳訊息給我，或者打求助熱線。
error-command = 沒有成功。請稍後再試，或者用按鈕。
error-button-unknown = 這個按鈕是舊版本的，現在沒有用了。用 /幫助 可以找到現在的按鈕。
error-form-not-at-hand = 你寫的內容已經不在了：它只保留十五分鐘，重新啟動後也不保留。請再打開一次表單。
button-form-again = 回到我寫的內容
button-undo = 復原
error-already-resolved = 這件事已經結束了，不用再做什麼。
error-not-yours = 這個按鈕是給別人的。/找人聊 可以帶你找到人。
error-person-gone = 對方已經離開伺服器，我沒辦法傳訊息給對方。如果你知道別的辦法，請用那個辦法。
error-server-not-set-up = 這個伺服器還沒設定好。管理它的人可以執行 /setup。
error-storage-unavailable = 現在沒能存檔，所以什麼都沒有改變。請一分鐘後再試。如果你想找人聊，/找人聊 現在也能用。
