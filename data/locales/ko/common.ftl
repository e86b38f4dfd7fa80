# 어디서나 필요할 수 있는 글.

error-unexpected = 이쪽에 문제가 생겨서 기록해 두었어요. 잠시 뒤 다시 해 보세요. 지금 누군가 필요하면 여기에 바로 쓰거나 상담 전화를 이용하세요.
error-command = 잘 되지 않았어요. 잠시 뒤 다시 하거나 버튼을 이용해 보세요.
error-button-unknown = 이 버튼은 예전 것이라 이제 쓸 수 없어요. 지금 버튼은 /도움 에서 찾을 수 있어요.
error-form-not-at-hand = 쓰신 내용이 더 이상 남아 있지 않아요. 15분 동안만 두고, 다시 시작하면 남지 않아요. 양식을 다시 열어 주세요.
button-form-again = 쓴 내용으로 돌아가기
button-undo = 되돌리기
error-already-resolved = 이미 마무리된 일이에요. 더 하실 일은 없어요.
error-not-yours = 이 버튼은 다른 사람의 것이에요. /이야기 로 사람과 이어져요.
error-person-gone = 그 사람은 서버를 떠나서 글을 보낼 수 없어요. 다른 방법을 아신다면 그렇게 해 주세요.
error-server-not-set-up = 이 서버는 아직 준비되지 않았어요. 관리하는 사람이 /setup 을 쓸 수 있어요.
error-storage-unavailable = 지금은 저장하지 못해서 바뀐 것이 없어요. 1분 뒤에 다시 해 보세요. 누군가와 이야기하고 싶다면 /이야기 는 지금도 돼요.
