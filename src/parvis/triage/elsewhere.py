"""The few words known of languages without rules of their own: thanks, and what went wrong."""

from parvis.triage.lexicon import Group, Signal

GROUPS: tuple[Group, ...] = (
    (
        ((Signal.THANKS, 0.85), (Signal.POSITIVE, 0.55)),
        """danke, danke schön, vielen dank, herzlichen dank, gracias, muchas gracias, mil gracias,
        grazie, grazie mille, obrigado, obrigada, muito obrigado, muito obrigada, bedankt, dank je,
        dank u, dank je wel, dank u wel, شكرا, شكراً""",
    ),
    (
        ((Signal.QUESTION, 0.4),),
        """danke im voraus, gracias de antemano, grazie in anticipo, desde já obrigado, bitte, por
        favor, per favore, alstublieft, alsjeblieft, من فضلك""",
    ),
    (
        ((Signal.COMPLAINT, 0.7), (Signal.NEGATIVE, 0.65)),
        """kaputt, defekt, beschwerde, enttäuscht, betrug, rückerstattung, frechheit, nie wieder,
        roto, rota, estafa, queja, reclamación, reembolso, decepcionado, decepcionada, vergüenza,
        rotto, rotta, truffa, reclamo, rimborso, deluso, delusa, vergogna, nessuno risponde,
        quebrado, quebrada, burla, reclamação, desilusão, vergonha, kapot, klacht, oplichting,
        teleurgesteld, terugbetaling, schande""",
    ),
)
