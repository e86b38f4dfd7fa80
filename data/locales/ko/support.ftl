# 나를 위해, 또는 다른 사람을 위해 사람을 부르기. 어느 것도 조건 뒤에 있지 않다.

command-support-name = 이야기
command-support = 팀의 누군가와 따로 이야기하기. 언제든 돼요.
command-help-name = 도움
command-help = 사람을 만나는 곳, 상담 전화, 이 봇이 하는 일
menu-support-for-this = 이 글에 도움 부탁하기
menu-worried = 이 사람이 걱정돼요

button-talk-now = 지금 누군가와 이야기하기
button-talk-words = 먼저 몇 마디 쓰기
button-helplines = 상담 전화
button-fears = 부탁하면 어떻게 되나요?
button-kept = 나에 대해 남는 것
button-someone-for-me = 저도 이야기하고 싶어요

support-on-shift = 지금은 { $name } 님이 당번이에요. 버튼을 누르면 바로 전해져요.
support-nobody-now = 지금은 당번이 없어요. 그래도 버튼을 누르셔도 돼요. 상담 전화는 언제든 받아요.
support-limits =
    더 말씀하시기 전에: 이 서버의 당번과 책임자가 읽을 수 있고, 디스코드도 읽을 수 있어요. 누군가의 생명이 위험할 때가 아니면 그 사람들 안에 머물러요. 글은 끝난 뒤 하루가 지나면, 길어도 사흘 안에 지워져요. 당번은 당신과 같은 사람들이고, 의료진이나 긴급 구조대가 아니에요.
support-form-title = 원하시면 몇 마디
support-form-label = 무슨 일이 있나요?
support-form-notice = 당번과 책임자가 읽고, 디스코드도 읽을 수 있어요. 생명이 위험할 때가 아니면 그 사람들 안에 머물러요. 비워 둔 채 보내셔도 돼요.
support-sent = { $name } 님에게 전해졌고, 보통 몇 분 안에 따로 글을 보내요. 더 하실 일은 없어요.
support-held = { $name } 님이 이미 곁에 있고, 다시 한번 전했어요.
support-nobody = 지금은 당번이 없어요.
support-which-server = 어느 커뮤니티의 일인가요?

home =
    버튼 **지금 누군가와 이야기하기** 를 누르면 이 커뮤니티의 누군가에게 전해져요. 언제든 여기에 바로 쓰셔도 돼요.
    저는 사람과 사람을 이어 주는 봇이에요. 의료진도 긴급 구조대도 아니고, 의료 기록을 위한 것도 아니에요.

fears = 많은 사람이 이런 이유로 망설여요. 마음에 걸리는 것을 눌러 보세요.
fear-button-police = 경찰이 오나요?
fear-button-cost = 돈이 드나요?
fear-button-burden = 짐이 될 것 같아요
fear-button-words = 무슨 말을 해야 할지 모르겠어요
fear-police = 먼저 누군가가 이야기를 들어요. 지금 이 순간 생명이 위험할 때만 바깥의 도움을 이야기하고, 가능하면 당신과 함께 정해요. 디스코드는 당신이 어디 있는지 알려 주지 않아요.
fear-cost = 아니요. 여기서 이야기하는 건 무료예요. 대부분의 상담 전화도 무료이고, 각 누리집에 적혀 있어요.
fear-burden = 당번은 스스로 원해서 그 자리에 있고, 누구도 너무 많이 지지 않도록 돌아가며 맡아요. 누구의 것도 빼앗지 않아요.
fear-words = 알맞은 말을 찾지 않아도 돼요. "어디서부터 말해야 할지 모르겠어요"면 충분해요. 다음 질문은 상대가 하고, 말이 없어도 괜찮아요.

help-country = 다른 나라: { $first }부터 { $last }까지
helplines-no-country = 아래에서 나라를 고르면 그곳에서 받는 전화를 볼 수 있어요. 지금 위험한 상황이라면 계신 곳의 긴급 번호로 전화하세요.

concern-sent = 마음 써 주셔서 고마워요. 당번에게 전해졌고, 당신이 알렸다고는 말하지 않아요. 여기까지 하셔도 돼요. 당신도 이야기할 사람이 있으면 좋을까요?
concern-known = 마음 써 주셔서 고마워요. 당번이 이미 알고 있었어요. 여기까지 하셔도 돼요. 당신도 이야기할 사람이 있으면 좋을까요?
concern-nobody = 마음 써 주셔서 고마워요. 지금은 당번이 없어서 언제 볼 수 있을지 말씀드릴 수 없어요. 그 사람이 지금 위험할 수 있다면 상담 전화나 긴급 번호로 연락해 주세요.
worried-form-title = 이 사람이 걱정돼요
worried-form-label = 무엇을 보셨나요?
worried-form-notice = 당번과 책임자가 읽고, 당신이 알렸다고는 말하지 않아요. 비워 둔 채 보내셔도 돼요.
worried-left = 그 사람은 이제 이 서버에 없어서 연락할 수 없어요. 위험하다고 생각되면 상담 전화에서 어떻게 할지 알려 줘요.

error-too-many-concerns = 하루 동안 다른 사람을 위한 부탁이 { $times }번 있었고, 한 사람에게서는 여기까지만 받을 수 있어요. 지금 누군가 위험하다면 긴급 번호로 전화하거나 관리자에게 글을 남겨 주세요.
