# 힘든 상황에 있는 사람이 읽는 글: 본인에게만, 짧고 쉽게. 첫 줄은 잠금 화면에 보일 수 있다.

person-opening = 안녕하세요, { $server } 봇이에요. 당신에게만 보내는 글이에요. 거기에 써 주신 글 때문에 연락드려요.
person-opening-asked = 안녕하세요, { $server } 봇이에요. 당신에게만 보내는 글이에요. 누군가와 이야기하고 싶다고 하셨죠.
person-opening-worried = 안녕하세요, { $server } 봇이에요. 당신에게만 보내는 글이에요. 여기 누군가가 당신 생각을 하며 어떻게 지내는지 궁금해했어요.
person-not-in-trouble = 잘못하신 건 없고, 어디에도 아무것도 올리지 않았어요.
person-who-knows = 지금 팀의 { $name } 님에게 알리고 있어요. 보통 몇 분 안에 답이 와요.
person-what-helps = 지금 무엇이 가장 도움이 될까요?

person-button-talk = 여기서 이야기하기
person-button-other = 다른 사람
person-button-not-now = 지금은 말고
person-button-meant-otherwise = 그런 뜻이 아니었어요
person-button-talk-after-all = 역시 이야기하고 싶어요

person-talk-soon = 알겠어요. 답하는 사람에게 이야기하고 싶다는 마음이 전해져요. 지금부터 여기에 쓰셔도 돼요. 당번과 책임자를 위해 보관하고, 그 사람들만 읽을 수 있어요.
person-talk-holder = 알겠어요. 여기에 쓰시면 { $name } 님에게 전할게요. 당번과 책임자가 읽을 수 있고, 모임 사람들은 읽을 수 없어요.
person-other-soon = 괜찮아요. 지금 다른 사람에게 물어보고 있어요. 이유는 말하지 않아도 돼요.
person-not-now = 알겠어요. 먼저 부르시거나 아무와도 연락이 닿지 않을 때가 아니면 더 쓰지 않을게요. 그래도 팀의 누군가가 글을 보낼 수 있고, 언제든 다시 오셔도 돼요.
person-meant-lowered = 말해 주셔서 고마워요. 번거롭게 해서 죄송해요. 나중에 누군가 천천히 살펴볼게요.
person-meant-kept = 말해 주셔서 고마워요. 중요한 이야기였기 때문에, 그래도 팀에서 한번 안부를 물을게요.

person-nobody = { $server } 봇이에요. 당신에게만 보내는 글이에요. 솔직하게 말씀드리면, 지금은 당번이 없어요.
person-nobody-else = 솔직하게 말씀드리면, 지금은 다른 당번이 없어요.
person-lead-told = 당번이 없을 때 대신하는 사람에게 알리고 있는데, 언제 볼지는 알 수 없어요.
person-back = { $at }부터 다시 당번이 있어요.
person-back-unknown = 언제 다시 당번이 있을지 아직 몰라요.
person-still-trying = 아직 당신을 위해 사람을 찾고 있어요. 이곳들은 지금 바로 답해요:
person-unanswered = 아직까지 아무와도 연락이 닿지 않았어요. 죄송해요. 나중에라도 누군가 올 수 있어요. 이곳들은 지금 바로 답해요:

person-taken = 이제 { $name } 님이 곁에 있고, 글을 보낼 거예요. 한 사람과 이야기하실 수 있게 봇은 물러날게요.
person-from = **{ $name }** 님의 글: { $words }

person-space-offer = { $name } 님이 따로 이야기할 곳을 마련해 드릴 수 있어요. 읽을 수 있는 사람: { $readers }. 좋다고 하셔야만 열려요.
person-space-readers = 당신, { $name } 님, 팀의 다른 한 사람 { $second } 님, 그리고 이 서버를 관리하는 사람들
person-space-readers-alone = 당신, { $name } 님, 그리고 이 서버를 관리하는 사람들
person-button-space-yes = 네, 열어 주세요
person-button-space-no = 아니요, 괜찮아요
person-space-open = 따로 이야기할 곳이 열렸어요: { $space }
person-space-refused = 괜찮아요. 계속 여기에 쓰셔도 돼요.
person-space-failed = 지금은 따로 이야기할 곳을 열 수 없었어요. 여기에 쓰시면 곁에 있는 사람에게 전해져요.
person-thread-readers = 여기는 당신을 위한 곳이에요. 당신, 이 서버를 관리하는 사람들, 답하는 사람이 읽을 수 있어요. 여기에 쓰신 글은 그 사람들에게 전할게요. 이 일이 끝나고 { $days }일 뒤에 이곳은 삭제돼요.

person-passed-on = { $name } 님에게 전했어요. 당번과 책임자가 읽을 수 있고, 모임 사람들은 읽을 수 없어요.
person-kept-for-them = 답해 달라고 부탁하고 있는 사람들에게 전했어요. 그 사람들과 다른 당번, 책임자가 읽을 수 있고, 모임 사람들은 읽을 수 없어요.
person-told-leads = 지금 답하고 있는 사람에게 닿지 않아서 책임자에게 전했어요. 책임자와 당번이 읽을 수 있고, 모임 사람들은 읽을 수 없어요.
person-kept-untold = 보관해 두었지만 지금은 아무에게도 전하지 못했어요. 당번과 책임자가 읽을 수 있고, 모임 사람들은 읽을 수 없어요. 기다리기 어렵다면 버튼에 있는 상담 전화를 이용해 주세요.
person-kept-for-later = 당번과 책임자를 위해 보관하고, 그 사람들만 읽을 수 있어요. 나중에 누군가 천천히 살펴볼게요. 지금 누군가와 이야기하고 싶으면 버튼을 눌러 주세요.

person-apology = 필요 없는 글을 보냈어요. 번거롭게 해서 죄송해요. 남은 일은 없어요. 있는 그대로, 여기는 당신의 자리예요.
person-closed = 일단 여기서 마무리할게요. 남은 일은 없어요. 언제든 다시 오셔도 돼요. 글을 쓰거나 버튼을 누르시면 돼요.
person-closing = 누군가 곁에 있을 수 있게 해 주셔서 고마워요. 어떻게 지내시는지 묻는 짧은 글을 내일과 일주일 뒤에 보내 드릴까요?
person-button-follow-yes = 네, 좋아요
person-button-follow-no = 아니요, 괜찮아요
person-follow-planned = 내일과 일주일 뒤에 쓸게요. 언제든 취소하실 수 있어요.
person-follow-none = 알겠어요. 보내지 않을게요. 언제든 다시 오셔도 돼요.
person-follow-up = 안녕하세요, { $server } 봇이에요. 당신에게만 보내는 글이에요. 부탁하신 안부 글이에요. 오늘은 어떠세요?
person-button-follow-fine = 괜찮아요
person-button-follow-talk = 이야기하고 싶어요
person-button-follow-stop = 그만 보내 주세요
person-follow-thanks = 답해 주셔서 고마워요. 언제든 다시 오셔도 돼요.

space-name = 방 { $number }
space-welcome =
    { $person } 님, 여기는 당신의 자리예요. { $responder } 님이 곁에 있어요.
    읽을 수 있는 사람: { $readers }. 언제든 나가셔도 돼요. 이 일이 끝나고 { $days }일 뒤에 이곳은 삭제돼요.
