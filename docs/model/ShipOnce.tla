------------------------------ MODULE ShipOnce ------------------------------
(* The protocol of docs/protocol.md, for one shipment, with everything that   *)
(* may go wrong around it. TLC walks through all schedules and asks the       *)
(* carrier, never the store, whether anything was executed twice.             *)
(*                                                                            *)
(* One shipment is enough: no rule of safety connects two. Each claim is held *)
(* by an engine of its own, so there are as many engines as claims; one       *)
(* engine that holds two claims is the case in which both crash together.     *)
(* A pause is not an action: whoever does not move is paused, however long.   *)
(* Evidence, once there is some, may reach the store at any time, any number  *)
(* of times, or never: kept in memory, repeated, late, or lost with a crash.  *)
(*                                                                            *)
(* `Removed` names rules and assumptions that are switched off, see README.   *)
EXTENDS Naturals, FiniteSets

CONSTANTS Level,         \* 0..3: what the carrier offers to engines with the usual settings
          OtherLevel,    \* what it offers to engines with other settings: the same in most runs
          OtherAccount,  \* whether those other settings name another account (another scope)
          Restores,      \* whether the store may be lost and a backup restored
          Later,         \* whether the carrier gives some numbers later than its yes
          MaxClaims,     \* how often the shipment may be claimed
          Removed,       \* rules and assumptions that are switched off
          Without        \* actions left out, to get to a counterexample sooner

On(rule) == rule \notin Removed
Min(a, b) == IF a < b THEN a ELSE b
Claims   == 1..MaxClaims
Evidence == {"accepted", "no", "unknown", "follows"}
No       == {"rejected", "notsent"}   \* a certain no is one of these two: it may be taken as either

(* Recovery terms: scope and level. Scope 0 is any: the claim was forgotten.  *)
Usual   == [scope |-> 1, level |-> Level]
Other   == [scope |-> IF OtherAccount THEN 2 ELSE 1, level |-> OtherLevel]
Offers  == {Usual, Other}
Unclear == [scope |-> 0, level |-> 1]

VARIABLES row,     \* the store: the shipment's row
          inc,     \* the store: its incarnation
          paused,  \* the store: all carriers are paused, since after-restore is not finished
          backup,  \* an old row, once a backup was made
          made,    \* how many claims there ever were
          claim,   \* each claim in the hands of its engine
          told,    \* all evidence that there ever was: it may still reach the store, once more or never
          wire,    \* requests under way to the carrier
          booked,  \* the carrier's memory: reference, scope and level of each create
          exec,    \* how often the carrier EXECUTED a create: the oracle
          age,     \* of the key, in halves of its lifetime: 0 young, 1 old, 2 forgotten
          said     \* a person has judged a doubt "not sent", and may click once more
vars == <<row, inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

Row == [st : {"NONE", "PENDING", "CLAIMED", "CONFIRMED", "REJECTED", "IN_DOUBT", "CANCELLED"},
        rev : 1..2,                 \* revision
        latest : 0..MaxClaims,      \* the latest claim
        exposed : BOOLEAN,          \* R6
        cancel : BOOLEAN,           \* R13: a cancel is remembered
        terms : [scope : 0..2, level : 0..3],   \* R9: recorded with the latest claim
        accepted : BOOLEAN,         \* history: an acceptance was taken
        yes : BOOLEAN,              \* history, and the doubt's cause: a yes was taken whose number follows, and nobody has denied it
        open : SUBSET Claims]       \* history: unknowns that were taken and that nothing has cleared since
Flight == [pc : {"none",            \* not made
                 "held",            \* claimed
                 "armed",           \* all checks are passed, the next step writes: here a pause hurts
                 "done"},           \* written, given back, or its process died
           rev : 1..2, offer : Offers, inc : 0..1, age : 0..2]

TypeOK == /\ row \in Row /\ backup \in Row \cup {<<>>} /\ claim \in [Claims -> Flight]
          /\ told \in SUBSET (Claims \X Evidence)

Init == /\ row = [st |-> IF Restores THEN "NONE" ELSE "PENDING", rev |-> 1, latest |-> 0, exposed |-> FALSE,
                  cancel |-> FALSE, terms |-> Unclear, accepted |-> FALSE, yes |-> FALSE, open |-> {}]
        /\ inc = 0 /\ paused = FALSE /\ backup = <<>> /\ made = 0 /\ told = {}
        /\ claim = [c \in Claims |-> [pc |-> "none", rev |-> 1, offer |-> Usual, inc |-> 0, age |-> 0]]
        /\ wire = [c \in Claims |-> 0]
        /\ booked = {} /\ exec = 0 /\ age = 0 /\ said = FALSE

pc(c) == claim[c].pc
Go(c, to) == claim' = [claim EXCEPT ![c].pc = to]
Tell(c, evidence) == told' = told \cup {<<c, evidence>>}

(* R7: reference and key belong to the revision, never to the attempt.        *)
Reference(rev, c) == IF On("R7-attempt") THEN rev ELSE 10 + c

(* R9, decision 9: the weaker of recorded and present; another scope: nothing *)
Left(recorded, present) ==
  [scope |-> recorded.scope,
   level |->
     CASE On("R9-scope") /\ recorded.scope \notin {0, present.scope} -> 0
       [] ~On("R9-recorded") -> present.level
       [] ~On("R9-present") -> recorded.level
       [] On("R9-mixed") /\ recorded.level # present.level /\ 3 \in {recorded.level, present.level}
                              -> Min(Min(recorded.level, present.level), 1)
       [] OTHER -> Min(recorded.level, present.level)]

(* R8, R10: what may have been executed is sent again only where it is harmless *)
MayResend(terms) == \/ terms.level = 2
                    \/ terms.level = 3 /\ (age = 0 \/ ~On("R10"))
                    \/ terms.level = 1 /\ ~On("R8")

-----------------------------------------------------------------------------
(* The law: what a settlement does to the row (ShipmentLaw.settle).           *)
Doubt(r) == [r EXCEPT !.st = "IN_DOUBT"]
Latest(r, c) == c = r.latest /\ claim[c].rev = r.rev    \* an amend ends that, too

SettleUnknown(r, c) ==
  LET own == Latest(r, c) IN
  CASE r.st = "IN_DOUBT" -> [r EXCEPT !.exposed = @ \/ ~own]
    [] r.st = "CLAIMED"  -> IF own THEN Doubt(r) ELSE [r EXCEPT !.exposed = TRUE]
    [] r.st \in {"PENDING", "REJECTED", "CANCELLED"} /\ ~On("R5-revive") -> r
    [] r.st = "PENDING"  -> IF r.exposed THEN r ELSE [Doubt(r) EXCEPT !.exposed = ~own]
    [] r.st = "REJECTED" -> [Doubt(r) EXCEPT !.exposed = TRUE]
    [] r.st = "CANCELLED" -> [Doubt(r) EXCEPT !.exposed = TRUE, !.cancel = TRUE]
    [] OTHER -> r

(* Decision 16. Whatever the row says, it waits for the number: an attempt that is under way must not make it forget the yes. *)
SettleFollows(r, c) ==
  CASE r.st = "CONFIRMED" -> r
    [] r.st = "NONE" -> [r EXCEPT !.yes = TRUE]
    [] OTHER -> [Doubt(r) EXCEPT !.yes = TRUE, !.exposed = @ \/ ~Latest(r, c) \/ r.st \in {"REJECTED", "CANCELLED"},
                                 !.cancel = @ \/ r.st = "CANCELLED"]

(* The carrier said yes: no certain no of any attempt, no absence and nobody's "not sent" frees it. *)
Yes(r) == r.yes /\ On("R5-yes")

SettleNo(r, outcome) ==
  CASE r.exposed /\ outcome = "rejected" /\ On("R6-rejected") -> Doubt(r)
    [] r.exposed /\ r.cancel /\ outcome = "notsent" /\ On("R6-notsent") -> Doubt(r)
    [] outcome = "rejected" -> [r EXCEPT !.st = "REJECTED"]
    [] r.cancel /\ On("R13-cancel") -> [r EXCEPT !.st = "CANCELLED"]
    [] OTHER -> [r EXCEPT !.st = "PENDING"]

Settle(r, c, outcome) ==
  CASE outcome = "accepted" ->
         LET kept == [r EXCEPT !.accepted = TRUE] IN
         IF \/ r.st = "NONE"
            \/ ~On("R5-older") /\ ~Latest(r, c)
            \/ ~On("R5-state") /\ r.st \in {"REJECTED", "CANCELLED"}
         THEN kept ELSE [kept EXCEPT !.st = "CONFIRMED", !.cancel = @ \/ r.st = "CANCELLED"]
    [] outcome = "unknown" -> [SettleUnknown(r, c) EXCEPT !.open = @ \cup {c}]
    [] outcome = "follows" -> SettleFollows(r, c)
    [] outcome \in No ->
         LET kept == [r EXCEPT !.open = @ \ {c}] IN
         IF /\ Latest(r, c) \/ ~On("R5-no")
            /\ claim[c].inc = inc \/ ~On("R14-no")
            /\ r.st \in {"CLAIMED", "IN_DOUBT"} /\ ~Yes(r)
         THEN SettleNo(kept, outcome) ELSE kept

-----------------------------------------------------------------------------
(* Engines.                                                                   *)

(* R11, S2: one conditional write, durable before the send. R6, R9, R10: what *)
(* may have been executed and cannot be repeated safely is given up unsent.   *)
Claim(offer, since) ==
  LET c     == made + 1
      terms == IF row.exposed /\ On("R9-claim") THEN Left(row.terms, offer) ELSE offer
      go    == ~row.exposed \/ MayResend(terms) \/ ~On("R9-handout")
  IN /\ made < MaxClaims /\ made' = c
     /\ row.st \in IF On("S2") THEN {"PENDING"} ELSE {"PENDING", "CLAIMED"}
     /\ since = inc \/ (~On("R14-claim") /\ since < inc)   \* engines of an older incarnation are refused
     /\ ~paused \/ ~On("R14-pause")
     /\ row' = IF On("R11") THEN [row EXCEPT !.st = "CLAIMED", !.latest = c, !.terms = terms] ELSE row
     /\ claim' = [claim EXCEPT ![c] = [pc |-> IF go THEN "held" ELSE "done",
                                       rev |-> row.rev, offer |-> offer, inc |-> since, age |-> age]]
     /\ told' = IF go THEN told ELSE told \cup {<<c, "unknown">>}
     /\ UNCHANGED <<inc, paused, backup, wire, booked, exec, age, said>>

(* R3: the fence. A claim lives far shorter than half a key, so a key that has aged since shows that it is over. *)
Arm(c) ==
  /\ pc(c) = "held" /\ (age = claim[c].age \/ ~On("R3"))
  /\ Go(c, "armed")
  /\ UNCHANGED <<row, inc, paused, backup, made, told, wire, booked, exec, age, said>>

(* Stopped by the fence, by a person; or R4: the engine never learned that it has this claim, and what turns up under the
   exchange's id is given back and never sent. *)
GiveBack(c) ==
  /\ pc(c) = "held" /\ Tell(c, "no")
  /\ IF On("R4") THEN Go(c, "done") ELSE <<c, "no">> \notin told /\ UNCHANGED claim
  /\ UNCHANGED <<row, inc, paused, backup, made, wire, booked, exec, age, said>>

(* R15: one request, not one that the HTTP client repeats by itself. R1: whatever comes back or does not, the sender may get
   tired of waiting: unknown. An answer that comes later still counts (R5). *)
Write(c) ==
  /\ pc(c) = "armed" /\ Go(c, "done")
  /\ wire' = [wire EXCEPT ![c] = IF On("R15") THEN 1 ELSE 2]
  /\ Tell(c, IF On("R1") THEN "unknown" ELSE "no")
  /\ UNCHANGED <<row, inc, paused, backup, made, booked, exec, age, said>>

(* Before that step a crash is a GiveBack that the store never hears of, after it a Write of which it hears nothing more. *)
Crash(c) ==
  /\ pc(c) = "armed" /\ Go(c, "done") /\ "crash" \notin Without
  /\ UNCHANGED <<row, inc, paused, backup, made, told, wire, booked, exec, age, said>>

(* R5: repeated, as often as it takes.                                        *)
Take(e) ==
  /\ \E outcome \in IF e[2] = "no" THEN No ELSE {e[2]} : row' = Settle(row, e[1], outcome)
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

(* Any engine, at any time after the claim: clocks only decide when a doubt shows. *)
Expire ==
  /\ row.st = "CLAIMED"
  /\ row' = [row EXCEPT !.st = IF On("expiry") THEN "IN_DOUBT" ELSE "PENDING"]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

-----------------------------------------------------------------------------
(* The carrier and the network.                                               *)

(* A level says how a create is made and remembered: with a unique reference, with a key, or not at all. *)
Knows(c) == \E b \in booked : /\ b.ref = Reference(claim[c].rev, c)
                              /\ b.scope = claim[c].offer.scope
                              /\ b.level = claim[c].offer.level
                              /\ b.level = 2 \/ (b.level = 3 /\ age < 2)

(* A2: what the adapter makes of an acceptance; C12: of one without a number only where it can look that up. *)
Follows(c) == IF Later /\ claim[c].offer.level > 0 THEN {"follows"} ELSE {}
Accepted(c) == {IF On("A2") THEN "accepted" ELSE "no"} \cup Follows(c)

Carrier(c) ==
  /\ wire[c] > 0 /\ wire' = [wire EXCEPT ![c] = @ - 1]
  /\ \/ /\ ~Knows(c) /\ exec' = exec + 1 /\ \E e \in Accepted(c) : Tell(c, e)
        /\ booked' = booked \cup {[ref |-> Reference(claim[c].rev, c), scope |-> claim[c].offer.scope,
                                   level |-> claim[c].offer.level]}
     \/ /\ Knows(c) /\ claim[c].offer.level = 3 /\ \E e \in Accepted(c) : Tell(c, e)    \* the first answer, once more
        /\ UNCHANGED <<exec, booked>>
     \/ /\ \E e \in Follows(c) : Tell(c, e)    \* taken, and given up by the carrier later
        /\ UNCHANGED <<exec, booked>>
     \/ /\ Tell(c, "no")    \* lost; or refused, for whatever reason, or as a repetition (R6)
        /\ UNCHANGED <<exec, booked>>
  /\ UNCHANGED <<row, inc, paused, backup, made, claim, age, said>>

(* Keys grow old. A4: meanwhile no sender is paused that was ready to write while the key was young. *)
Tick ==
  /\ 3 \in {Level, OtherLevel} /\ made > 0 /\ age < 2 /\ age' = age + 1
  /\ age = 1 /\ On("A4") =>
       \A c \in Claims : claim[c].age = 0 => pc(c) # "armed" /\ wire[c] = 0
  /\ UNCHANGED <<row, inc, paused, backup, made, claim, told, wire, booked, exec, said>>

-----------------------------------------------------------------------------
(* The reconciler, and people. Each acts on the version of the row that it saw (R13), so looking and acting is one step here. *)

Found(offer) == \E b \in booked : b.ref = Reference(row.rev, row.latest) /\ b.scope = offer.scope

LookUp(offer) ==
  /\ row.st = "IN_DOUBT" /\ Left(row.terms, offer).level > 0 /\ Found(offer)
  /\ row' = [row EXCEPT !.st = "CONFIRMED"]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

(* Absent; the search may lag, so it may be there all the same (but not at level 1, where absent proves nothing anyhow). *)
SendAgain(offer) ==
  /\ row.st = "IN_DOUBT" /\ row.latest > 0 /\ MayResend(Left(row.terms, offer))
  /\ Left(row.terms, offer).level = 1 => ~Found(offer)
  /\ ~row.cancel \/ ~On("R13-cancel")
  /\ ~Yes(row)
  /\ row' = [row EXCEPT !.st = "PENDING", !.exposed = @ \/ On("R6")]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

DeclareSent ==
  /\ row.st = "IN_DOUBT" /\ "declare" \notin Without /\ (exec > 0 \/ ~On("A3-right"))
  /\ row' = [row EXCEPT !.st = "CONFIRMED"]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

NotSent(r) == [r EXCEPT !.st = IF r.cancel /\ On("R13-cancel") THEN "CANCELLED" ELSE "PENDING",
                        !.exposed = FALSE, !.open = {}]

(* A3: the carrier does not have it, and nobody who could still write it is left. R13: the quiet time is over, so nothing is
   under way that such a process wrote. *)
DeclareNotSent ==
  /\ row.st = "IN_DOUBT" /\ ~Yes(row) /\ "declare" \notin Without
  /\ exec = 0 \/ ~On("A3-right")
  /\ (\A c \in Claims : pc(c) \notin {"held", "armed"}) \/ ~On("A3-gone")
  /\ (\A c \in Claims : wire[c] = 0) \/ ~On("R13-quiet")
  /\ row' = NotSent(row) /\ said' = ~On("R13-version")
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age>>

(* The same of what the carrier took: it has refused it since. The reference is used up, so it may only be amended. *)
DeclareRefused ==
  /\ row.st = "IN_DOUBT" /\ row.yes /\ "declare" \notin Without
  /\ exec = 0 \/ ~On("A3-right")
  /\ (\A c \in Claims : pc(c) \notin {"held", "armed"}) \/ ~On("A3-gone")
  /\ (\A c \in Claims : wire[c] = 0) \/ ~On("R13-quiet")
  /\ row' = [row EXCEPT !.st = "REJECTED", !.exposed = FALSE, !.yes = FALSE, !.open = {}]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

(* The same click again, on a row that has another version by now: refused.   *)
SecondClick ==
  /\ said /\ row.st = "IN_DOUBT" /\ ~On("R13-version")
  /\ row' = NotSent(row)
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

Cancel ==
  /\ "cancel" \notin Without
  /\ \/ row.st = "PENDING" /\ (~row.exposed \/ ~On("R6-cancel")) /\ row' = [row EXCEPT !.st = "CANCELLED"]
     \/ row.st \in {"CLAIMED", "IN_DOUBT"} /\ row' = [row EXCEPT !.cancel = TRUE]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

(* R7: a new reference only after the certain no of an unexposed shipment.    *)
Amend ==
  /\ row.rev = 1
  /\ \/ row.st = "REJECTED" /\ ~row.exposed
     \/ row.st = "IN_DOUBT" /\ ~On("R7-amend")
  /\ row' = [row EXCEPT !.st = "PENDING", !.rev = 2, !.cancel = FALSE] /\ age' = 0
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, said>>

-----------------------------------------------------------------------------
(* The store is lost and a backup restored (R14); or it forgets a commit (assumption 1). *)

(* The shop hands the order in; again after a restore, if the backup does not know it. *)
Accept ==
  /\ row.st = "NONE" /\ ~paused
  /\ row' = [row EXCEPT !.st = CASE row.accepted /\ On("R5-stray") -> "CONFIRMED"
                                 [] row.open # {} \/ row.yes -> "IN_DOUBT"
                                 [] inc = 1 /\ On("R14-quarantine") -> "IN_DOUBT"
                                 [] OTHER -> "PENDING",
                        !.exposed = row.open # {} \/ row.yes]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

BackUp ==
  /\ Restores /\ backup = <<>> /\ inc = 0 /\ backup' = row
  /\ UNCHANGED <<row, inc, paused, made, claim, told, wire, booked, exec, age, said>>

(* Before anybody claims anything, after-restore pauses all carriers and changes the incarnation ... *)
Restore ==
  /\ backup # <<>> /\ inc = 0 /\ row' = backup /\ inc' = 1 /\ paused' = TRUE
  /\ backup' = IF On("R14-sweep") THEN <<>> ELSE backup
  /\ UNCHANGED <<made, claim, told, wire, booked, exec, age, said>>

(* ... then it goes over the rows, and whatever state it finds there but CONFIRMED becomes a doubt. *)
AfterRestore ==
  /\ paused /\ paused' = FALSE
  /\ row' = IF \/ row.st \in {"NONE", "CONFIRMED"} \/ ~On("R14")
               \/ ~On("R14-sweep") /\ row.st # backup.st
            THEN row
            ELSE [row EXCEPT !.st = "IN_DOUBT", !.cancel = @ \/ row.st = "CANCELLED",
                             !.terms.level = IF On("R14-level") THEN Min(@, 1) ELSE @]
  /\ UNCHANGED <<inc, backup, made, claim, told, wire, booked, exec, age, said>>

LoseCommit ==
  /\ ~On("A1") /\ row.st = "CLAIMED" /\ row' = [row EXCEPT !.st = "PENDING"]
  /\ UNCHANGED <<inc, paused, backup, made, claim, told, wire, booked, exec, age, said>>

-----------------------------------------------------------------------------
Next == \/ \E offer \in Offers : Claim(offer, 0) \/ Claim(offer, 1) \/ LookUp(offer) \/ SendAgain(offer)
        \/ \E c \in Claims : Arm(c) \/ GiveBack(c) \/ Write(c) \/ Crash(c) \/ Carrier(c)
        \/ \E e \in told : Take(e)
        \/ Expire \/ Tick \/ DeclareSent \/ DeclareNotSent \/ DeclareRefused \/ SecondClick \/ Cancel \/ Amend
        \/ Accept \/ BackUp \/ Restore \/ AfterRestore \/ LoseCommit
Spec == Init /\ [][Next]_vars

(* What can still make a difference; TLC takes states that agree in this for the same. What is confirmed stays so, and of a
   claim that is over only its incarnation counts. *)
View == LET final == row.st = "CONFIRMED" /\ (inc = 1 \/ ~Restores) IN
        <<IF final THEN <<>> ELSE <<row, told>>, inc, paused, backup, made, wire, booked, exec, age, said,
          [c \in Claims |-> IF pc(c) = "done" /\ wire[c] = 0 THEN <<claim[c].inc>> ELSE <<claim[c]>>]>>

-----------------------------------------------------------------------------
(* The promise. *)
AtMostOnce == exec <= 1

(* What the states say is true, also of everything still under way; between a restore and the end of after-restore nobody says it. *)
ConfirmedWasSent == row.st = "CONFIRMED" => exec > 0
UnsentWasNotSent == ~paused /\ (row.st \in {"REJECTED", "CANCELLED"} \/ (row.st = "PENDING" /\ ~row.exposed)) => exec = 0

(* R5. An acceptance that the store has taken ends CONFIRMED, for ever; one about a shipment that it does not know is kept. *)
AcceptanceKept == row.accepted => row.st \in {"CONFIRMED", "NONE"}
(* An unknown that the store has taken keeps the shipment doubtful or exposed, until the same claim's no or a person clears it. *)
UnknownKept == row.open # {} => row.st \in {"CONFIRMED", "NONE", "IN_DOUBT"} \/ row.exposed
(* R5, decision 16. A yes that the store has taken waits for its number, until that is there or a person says that it was refused. *)
YesKept == row.yes => row.st \in {"CONFIRMED", "NONE", "IN_DOUBT"}
(* R13. What a person has cancelled is never ready to be sent. *)
CancelKept == row.cancel => row.st # "PENDING"
=============================================================================
