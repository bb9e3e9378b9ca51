"""What English words say. Doubled consonants and a final s do not matter: see `words.fold`."""

from parvis.triage.lexicon import Group, Signal

NEGATORS = (
    "not no never isn't wasn't aren't weren't don't doesn't didn't won't can't cannot couldn't "
    "without hardly nothing"
)

GROUPS: tuple[Group, ...] = (
    (
        ((Signal.QUESTION, 0.85),),
        """i would like to know, i'd like to know, i want to know, wanted to know, i was wondering,
        wondering if, wondering when, wondering whether, just wondering, let me know, tell me, ^can
        you, ^could you, ^can u, ^could u, ^would you, ^will you, ^do you, ^do u, ^did you, ^have
        you, ^are you, ^r u, ^can i, ^can we, ^could i, ^could we, ^may i, ^is it possible, ^would
        it be possible, ^is there, ^are there, ^is this, ^does it, ^does this, ^does anyone, ^does
        anybody, anyone know, anybody know, any idea, any news, any update*, ^where is, ^where's,
        ^wheres, ^where are, ^where can, ^where do, ^where has, ^when will, ^when is, ^when are,
        ^when do, ^when does, ^when can, ^how do, ^how does, ^how can, ^how much, ^how many, ^how
        long, ^how soon, ^how to, ^how come, ^what is, ^what's, ^what are, ^what time, ^what size,
        ^what about, ^which size, ^which one, ^which is, ^why is, ^why are, ^why do, ^why does,
        ^why did, ^why has, ^why have, ^why can't, ^who do i, ^do i need, ^do i have, ^should i,
        ^is your, ^are your, ^do they, ^is the, ^was it, status of, a question, quick question, my
        question, question*, enquir*, inquir*, ^can someone, ^could someone, ^can anyone, ^can
        somebody""",
    ),
    (
        ((Signal.QUESTION, 0.75),),
        """i would like, i'd like, id like, i want to, i need, we need, i am looking for, i'm
        looking for, looking for, i can't find, i cannot find, couldn't find, can't find, i can't,
        i cannot, i couldn't, unable to, not able to, don't understand, do not understand, not sure
        how, not sure if, not sure which, please send, please confirm, please advise, please
        cancel, please refund, please reply, please respond, please check, please help, please
        call, please contact, please tell, please change, please explain, please sort, please
        remove, please stop, help me, need help, some help, any help, help please, pls help, plz
        help, dm me back, get back to me, hear back, waiting for your, waiting for an answer,
        waiting for a reply, awaiting your, look forward to hearing, looking forward to hearing,
        cancel my, cancel the, change my, change the address, wrong address, update my, reset my,
        forgot my password, delete my, unsubscribe me, an invoice, my invoice, a quote, exchange
        it, exchange for, return it, return this, return them, a return label, requesting, i
        request""",
    ),
    (
        ((Signal.QUESTION, 0.55),),
        """^how, ^when, ^where, ^why, ^what, ^which, anyone, in stock, back in stock, restock*,
        available, availability, thanks in advance, thank you in advance, many thanks in advance,
        advice, recommend me, curious, i made a mistake, my mistake, ordered the wrong, a human, an
        agent, speak to, talk to, opening hours, opening times, log in, login, track*, interested
        in, in my size, any chance, any suggestion*, a discount""",
    ),
    (
        ((Signal.QUESTION, 0.4),),
        """please, pls, plz, appreciate it if, i would appreciate, i'd appreciate""",
    ),
    (
        (),
        """please find, please do not reply, please don't reply""",
    ),
    (
        ((Signal.COMPLAINT, 0.9), (Signal.NEGATIVE, 0.8)),
        """scam*, rip off, ripoff, ripped off, fraud*, unacceptable, disgrace*, disgusting,
        appalling*, shocking*, outrageous, ridiculous*, a joke, joke of a, shambles, shambolic,
        nightmare, terrible, horrible, horrendous, horrific, dreadful, awful, atrocious, abysmal,
        pathetic, worst, useless, incompetent, complaint*, complain*, formal complaint, poor
        service, bad service, no service, zero service, poor customer service, sick of, fed up, had
        enough, lied to, liar*, lies, misleading, false advertising, stole, thie*, no reply, no
        response, no answer, nobody answers, no one answers, nobody replies, no one replies, no one
        is answering, ignored, ignoring, keep ignoring, don't answer, don't reply, never reply,
        never answer, never replied, hung up on, very disappoint*, so disappoint*, really
        disappoint*, extremely disappoint*""",
    ),
    (
        ((Signal.COMPLAINT, 0.8), (Signal.NEGATIVE, 0.6)),
        """still waiting, still not, still no, still haven't, still hasn't, still nothing, still
        have not, still has not, still isn't, not arrived, hasn't arrived, haven't arrived, never
        arrived, didn't arrive, never received, not received, haven't received, didn't receive,
        never came, hasn't come, not been delivered, not delivered, never delivered, not been
        refunded, no refund, broken*, broke, cracked, chipped, smashed, shattered, scratched, torn,
        ripped, damaged, faulty, defective, defect*, leaking, leaks, leaked, mouldy, moldy,
        expired, rusty, fell apart, falling apart, came apart, doesn't work, does not work, not
        working, isn't working, won't work, stopped working, didn't work, never works, doesn't turn
        on, won't open, won't load, won't let me, keeps crashing, crashes, crashed, bug, bugs,
        glitch*, error*, wrong item, wrong size, wrong colour, wrong color, wrong order, wrong
        product, the wrong, wrong one, missing, is missing, incomplete, empty box, empty parcel,
        lost my, lost parcel, got lost, charged twice, double charged, charged me twice,
        overcharged, charged for, delayed, delay*, running late, weeks late, days late, late again,
        is late, was late, overdue, for # week*, for # day*, for # month*, for # hour*, # weeks
        ago, # weeks now, # weeks and, for weeks, for months, for days, two weeks, three weeks,
        four weeks, waited #, waiting #, waiting since, waiting for #, been waiting, marked as
        delivered, says delivered, supposed to be, supposed to, again and again, came empty,
        arrived empty, only one arrived, only one has, only one of, same error, error message, not
        heard, haven't heard, heard nothing, rejected, rejecting, declined, keeps, came off, falls
        off, fell off, choked, picks up, waited in, is dead, one star, two stars, zero stars, no
        stars, lied, no driver, no call, third time, second time, # time i, # emails, third email,
        second email""",
    ),
    (
        ((Signal.COMPLAINT, 0.6), (Signal.NEGATIVE, 0.65)),
        """disappoint*, let down, unhappy, not happy, not impressed, unimpressed, unsatisf*,
        dissatisf*, not satisfied, not good enough, not great, not ok, not okay, not acceptable,
        poor, poor quality, bad quality, bad, rude, unhelpful, unprofessional, overpriced, too
        expensive, cheap quality, annoy*, frustrat*, angry, furious, upset, rubbish, crap, crappy,
        garbage, trash, sucks, suck, fail, fails, failed, failing, mess, problem*, issue*,
        trouble*, wrong, refund*, money back, thanks for nothing, great job guys, well done for
        nothing, not what i ordered, unreliable, waste of, wasted, joke, regret*, hate, hated,
        seriously, allerg*, rash, burn*, stain*, shrunk, shrank, faded, itch*, smells, mistake*""",
    ),
    (
        ((Signal.NEGATIVE, 0.4),),
        """sad, sadly, unfortunately, slow, meh, shame, confusing, confused, weird, worried, ugh,
        wtf, damn, hmm, smh, shit""",
    ),
    (
        ((Signal.CLOSING, 0.85), (Signal.POSITIVE, 0.1)),
        """no problem, no problems, no worries, not a problem, no issue, no issues, all good, all
        sorted, sorted now, all sorted now, it's sorted, got it, understood, noted, will do, sounds
        good, makes sense, fair enough, ok, okay, okey, alright, no need, never mind, nevermind,
        nvm, works now, working now, it works, it's working, that worked, it arrived, it has
        arrived, it came, received it, have a nice*, have a good*, have a great*, have a lovely*,
        pop by, good night, see you, bye, problem solved, issue resolved, issue solved, i found it,
        found it, i will try, i'll try, will try that, you too, i see, i'll pop in, i'll come by""",
    ),
    (
        ((Signal.THANKS, 0.85), (Signal.POSITIVE, 0.55)),
        """thanks, thank you, thank u, thx, tysm, ty, tks, thnx, thanx, cheers, thanks a lot,
        thanks so much, thank you so much, thank you very much, many thanks, much appreciated,
        appreciate it, ^appreciate your, really appreciate, grateful""",
    ),
    (
        ((Signal.POSITIVE, 0.75),),
        """love, loved, loving, loves, lovely, amazing, awesome, as described, no regrets,
        excellent, perfect, perfectly, fantastic, wonderful, brilliant, gorgeous, beautiful,
        beautifully, stunning, superb, outstanding, incredible, delighted, delightful, thrilled, so
        happy, very happy, really happy, happy, impressed, flawless, best, the best, great, great
        service, great job, well done, stunning, good job, nice work, kudos, bravo, congrats,
        congratulations, highly recommend, recommend, would recommend, favourite, favorite,
        obsessed, top notch, spot on, five stars, five star, worth every, keep it up, made my day,
        can't wait, so good, so cute, adorable, delicious, yummy, wow, legend, legends, big fan, a
        fan""",
    ),
    (
        ((Signal.POSITIVE, 0.45),),
        """good, nice, cool, fast, quick, helpful, friendly, kind, pretty, cute, pleased, pleasure,
        enjoy*, glad, like it, liked, fine, fun, yay, neat, sweet, excited, looking forward""",
    ),
    (
        ((Signal.PROMOTIONAL, 0.75),),
        """make money, earn money, earn #, earn up to, passive income, work from home, financial
        freedom, crypto*, bitcoin*, forex, trading signals, investment opportunity, casino*,
        betting, click here, click the link, click link, link in bio, link in my bio, link in my
        profile, check out my, check my, visit my, follow me, follow back, follow for follow, f4f,
        sub to my, subscribe to my, my channel, my youtube, my podcast, dm me to, dm me for, dm
        for, promote it on, promote your, send pic, collab with us, become an ambassador, be our
        ambassador, brand ambassador, buy followers, get followers, free followers, grow your,
        boost your, increase your sales, increase your traffic, your website traffic, rank #, first
        page of google, seo services, our agency, free audit, free trial, limited offer, limited
        time, special offer, exclusive deal, act now, buy now, order now, best price*, wholesale
        price*, factory price*, we are a manufacturer, leading manufacturer, we are a leading, we
        offer, our services, schedule a call, book a call, a quick call, hop on a call, 15 minute
        call, giveaway, you have won, you've won, you won, been selected, claim your, free iphone,
        free gift, lose weight, weight loss, whatsapp, telegram, viagra, loan offer, loans at, hot
        singles, onlyfans, webinar""",
    ),
    (
        ((Signal.PROMOTIONAL, 0.4),),
        """promo, promo code, discount*, # off, percent off, sale, free, newsletter, unsubscribe,
        sponsored, followers, likes, seo, traffic, leads, roi, deals, check out, visit us""",
    ),
    (
        ((Signal.ABUSE, 0.85), (Signal.NEGATIVE, 0.8)),
        """idiot*, moron*, stupid*, dumb, dumbass, asshole*, arsehole*, bastard*, bitch*, cunt*,
        wanker*, dickhead*, prick*, retard*, fuck you, f you, fuck off, piss off, go to hell, screw
        you, stfu, shut up, scumbag*, imbecile*, clowns, bunch of clowns, kill yourself, i will
        find you, fucking, fuckers, morons""",
    ),
    (
        ((Signal.CHURN, 0.85), (Signal.NEGATIVE, 0.6)),
        """never again, never order*, never buy*, never shop*, won't be ordering, won't be buying,
        won't be back, not coming back, will not be ordering, last order, last time i, cancel my
        account, close my account, delete my account, cancel my subscription, cancelling my
        subscription, cancel my membership, switching to, switch to, going elsewhere, go elsewhere,
        taking my business, take my business, lost a customer, lost a loyal, losing a customer,
        losing customers, lost me as, your competitor*, boycott*, avoid at all costs, stay away,
        avoid this, done with you, i'm done with, goodbye forever""",
    ),
    (
        ((Signal.URGENCY, 0.85),),
        """urgent*, asap, as soon as possible, immediately, right now, right away, emergency,
        emergencies, before tomorrow, by tomorrow, by tonight, by friday, by saturday, by monday,
        before christmas, needed for tomorrow, my lawyer, a lawyer, solicitor, legal action, small
        claims, sue you, trading standards, ombudsman, consumer protection, in hospital, doctor,
        burned my, burnt my, injured, cut my, electric shock, caught fire, dangerous, allergic
        reaction, unsafe""",
    ),
    (
        ((Signal.URGENCY, 0.5),),
        """today, tonight, tomorrow, quickly, deadline, birthday, wedding, christmas, this weekend,
        i'm leaving, travelling, chasing, last chance""",
    ),
    (
        ((Signal.AUTOMATIC, 0.95),),
        """out of office, out of the office, automatic reply, auto reply, automated message,
        automated response, this is an automated, auto generated, automatically generated, do not
        reply, don't reply to this, i am on leave, i'm on leave, annual leave, on vacation until,
        on holiday until, limited access to email, limited access to my email, delivery status
        notification, undeliverable, mail delivery failed, mailbox is full""",
    ),
)
