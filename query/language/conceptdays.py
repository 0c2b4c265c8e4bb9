"""Concepts of who, how far and when: by which wordings labels tell them, and what sort of value stands there.

A table, as trackers, shops, clinics, hotels and forms have them; how it is read says `query.language.concepts`.
"""

from __future__ import annotations

TABLE = """
responsible (person): assignee*, assignees, assigned, assigned to, owner*, responsible*, handled by, handler*,
    handling, agent*, lead, project lead, team lead, developer*, dev, caretaker*, custodian, in charge, person in
    charge, looked after by, taken by, taken on by, with, held by, worked on by, working on it, engineer*,
    technician*, mechanic, clerk, case worker, caseworker, case manager, coordinator*, maintainer*, keeper, warden,
    janitor, manager, supervisor, being handled by, dealt with by, processed by, managed by, supervised by, led by,
    cared for by, cases with, seen to by, contact, contact person, in the hands of, attended by, administrator, job
    of, on it
holder (person): held by, holder*, custodian, assigned to, assigned, issued to, lent to, on loan to, borrowed by,
    borrower, checked out to, checked out by, keeper, user, used by, given to, handed to, with, owner, in use by,
    signed out to
requester (person): reporter*, reported by, reported, raised by, raised, opened by, opened, created by, filed by,
    filed, logged by, logged, submitted by, submitted, entered by, requested by, requester*, requestor*, requested,
    caller*, author, applicant*, claimant*, originator, initiator, informant, notified by, sent in by, found by, asked
    by, asked for by, wanted by, ordered by
approver (person): approver*, approvers, approved by, approved, approval by, signed by, signed off by, signed, sign
    off, sign off by, authorised by, authorized by, to be approved by, decided by, released by, endorsed by,
    countersigned by, agreed by, line manager, cleared by, passed by, approving manager
reviewer (person): reviewer*, reviewers, reviewed by, review by, checked by, checker, examined by, verified by,
    tester, qa, inspected by, inspector, audited by, auditor, proofread by
deputy (person): deputy*, stand in, stand in by, substitute*, cover, covered by, cover by, covering, replacement,
    replaced by, represented by, locum, acting, backup person, in your absence, handover to
analyst (person): analysed by, analyzed by, analyst*, tested by, tester, lab technician, performed by, done by,
    measured by, carried out by, operator, examined by, run by, technician, sampled by, taken by, collected by,
    sampler, inspector, inspected by, serviced by, checked by, calibrated by
prescriber (person): prescribed by, prescriber*, ordered by, doctor, physician, vet, gp, consultant, issued by
teacher (person): teacher*, tutor*, instructor*, trainer*, lecturer*, course leader, taught by, led by, coach, leader,
    guide, with, held by, given by, speaker*, facilitator, run by
host (person): host*, hosted by, organiser*, organizer*, organised by, organized by, presented by, promoter*, run by
performer (text): artist*, actor*, actress*, cast, performer*, player*, band, played by, played, plays, act
contact (person): contact*, contact person, your contact, adviser*, advisor*, account manager, representative*, agent,
    case worker, caseworker, clerk, ask for, speak to, handled by, sales rep, consultant*, broker*, enquiries,
    enquiries to, questions to, coordinator, looked after by, caretaker, account handler, attention
team (text): team*, department*, division*, group, assignment group, support group, squad, queue, unit
supplier (text): vendor*, supplier*, seller*, sold by, bought from, dealer*, shop, merchant, store, purchased from,
    ordered from, supplied by, contractor, retailer, distributor, source, delivered by, provider
maker (text): brand*, maker*, manufacturer*, made by, make, producer*, built by, produced by, publisher
carrier (text): carrier*, courier*, shipped by, shipped with, shipped via, shipper, delivered by, delivery by,
    delivery service, delivery partner, haulier, forwarder, shipping method, sent with, sent by, sent via,
    transporter, brought by, shipping service, ships with, ships via
payee (text): payee*, recipient*, beneficiary*, paid to, paid out to, pay to, pay out to, reimbursed to, reimburse to,
    payable to, refund to, transfer to, credited to, account holder, in favour of, goes to
billed (text): issued to, bill to, billed to, invoiced to, invoice to, customer, client, sold to, charged to
state (stage): status*, state*, stage*, progress*, decision, phase, done, standing, outcome, request state, condition
severity (text): severity*, criticality, impact, seriousness, sev, defect class, damage
priority (text): priority*, urgency*, importance, prio
condition (text): condition*, shape, state, state of repair, grade
resolution (text): resolution*, solution*, fix, workaround, remedy, action taken, resolved as, repair, measure taken
outcome (text): outcome*, result*, verdict, finding, findings, conclusion*, decision, grade, mark, assessment,
    evaluation
reason (text): reason*, diagnosis*, fault, fault found, finding, due to, justification*, purpose*, cause*, root cause,
    because, why, motive, grounds, what for, occasion, needed for, used for, explanation
purpose (text): purpose*, occasion, used for, needed for, what for, for what, use, intended use, reason*,
    justification, project
parent (text): part of, parent*, epic*, belongs to, subtask of, sub task of, child of, feature, initiative, umbrella,
    under, belongs under, parent link, programme, story, project
component (text): component*, components, category*, module*, area, subsystem, affected service, affected part
project (text): project*, product, board, workspace
version (text): version*, versions, fix version, fix versions, fixed in, release*, milestone*, sprint, iteration,
    planned for, target version, target release, target milestone, ships in, ships with, scheduled for
sprint (text): sprint*, iteration*, cycle
due (day): due*, deadline*, wanted by, wanted, needed by, needed, required by, required, due by, due on, finish by,
    target, resolve by, fix by, complete by, return by, hand in by, submit by, done by, to be done by, must be done
    by, until, expires, repair by, expected by, closes, payable, deliver by, latest, not later than, to be fixed by,
    sla, promised
pay_by (day): payable by, pay by, payment due, due*, due by, due on, to be paid by, settle by, payable until, payable,
    deadline, pay before, last day to pay, direct debit on, debited on, collected on, until, closes, expires
reply_by (day): reply by, rsvp*, respond by, register by, registration until, registration closes, registration
    deadline, sign up by, sign up until, answer by, booking closes, book by, apply by, apply until, applications
    close, application deadline, enrol by, enrolment closes, closing date, deadline*, entries close, confirm by,
    until, expires
expected (day): expected*, arrives, arriving, arrival*, delivery*, eta, delivered, delivers, deliver by, delivery on,
    estimated*, estimated delivery, expected delivery, due, lands, ready, wanted, deadline, comes, expected on, with
    you, planned delivery, delivery window, estimated arrival
ready (day): ready*, ready on, ready by, ready for pick up, ready for collection, ready from, collect from, pick up
    from, collection*, pick up*, pick up on, available from, to be collected on, done on, finished on, collect on
created (day): created*, created on, opened*, opened on, reported*, raised*, filed, logged, submitted, entered,
    received
issued (day): issued*, issued on, issue, dated, date, invoice date, bill date, billed on, written on, printed on, sent
    on
ordered (day): ordered*, ordered on, order date, placed, placed on, order placed, date of order, purchased, bought
booked (day): booked*, booked on, reserved on, reserved, booking made, booking date, made on, date of booking, date
    booked
purchased (day): purchased*, bought*, purchase*, acquired*, bought on, purchased on, date of purchase, in service
    since
updated (day): updated*, last updated, changed, last changed, modified*, last modified, last edited, last activity
closed (day): closed*, closed on, resolved, resolved on, completed*, completed on, finished, done, done on, fixed on
collected (day): collected*, collected on, sampled*, sampled on, taken*, taken on, drawn, drawn on, collection,
    sampling*, sample taken, date of sampling, date of collection
serviced (day): serviced*, last serviced, last service, last checked, last check, last inspected, last inspection,
    last maintained, last maintenance, inspected*, inspected on, checked on, last calibrated, last calibration,
    calibrated*, last tested, last test, last overhaul, tested on
next_service (day): next service, next inspection, next check, next maintenance, service due, inspection due, check
    due, next due, calibration due, next calibration, next test, test due, maintenance due, due for service, next
    overhaul, due*
next_visit (day): next check up, next appointment, next visit, next control, follow up, follow up on, review on,
    recheck, come back on, next session, next, check up due, return visit, see again on, next review, back on
born (day): birth, date of birth, born*, dob, birthday
start (day): start*, starts*, begins*, beginning, begin, from, first day, first session, first lesson, commences, kick
    off, starting, starts at, start at, start on, effective from, on, when, absent from, away from, leave from, first
    evening
end (day): end*, ends*, until, last day, finish, finishes, to, through, last session, last lesson, closes, ends at,
    end on, absent until, away until, leave until, finishes at, over at
doors (day): doors*, doors open, admission from, entry from, admittance, let in from
opening (day): opens*, open from, opening*, opening hours, open, hours, opens at, office hours, opening times
closing (day): closes*, closing*, open until, open till, closes at, opening hours, hours, last entry, last admission
check_in (day): check in*, checkin, arrival*, arrive, arrive from, arriving, rooms from, room ready from, rooms ready
    from, arrives, arrive after, earliest arrival
check_out (day): check out*, checkout, departure*, leave by, depart by, departing, rooms until, vacate by, out by,
    departs, latest departure, leaving
departs (day): departs*, departure*, leaves, leaves at, dep, departing, outbound, sets off, sails, takes off, starts
gets_in (day): arrives*, arrival*, arr, gets in, gets in at, arriving, reaches, due in, lands, docks, in at
valid (day): valid until, valid*, expires*, expires on, expiry*, expiration*, valid to, valid through, good until,
    runs until, use by, best before, validity, until, licensed until, paid until
guarantee (text): warranty*, guarantee*, warranty until, guarantee until, guaranteed until, under warranty until,
    guaranteed for, warranty ends, warranty expires, valid, until, expires, expiry
renewal (day): renewal*, renews*, renews on, next renewal, renewed on, renew by, next billing, renews itself on
cancel (text): free cancellation*, cancel*, cancellation*, cancel free until, cancel by, cancellable until,
    cancellable, withdraw*, withdraw until, cancel free of charge until, last day to cancel, free until, until, free,
    withdrawal
refund (day): refundable*, refundable until, refund until, refund by, refund*, money back until, free cancellation*,
    cancel*, cancellation*, full refund until
returns (text): return by, returns until, return until, return window, returns*, return*, right of return, send back
    by
notice (text): notice*, notice period, period of notice, cancellation notice, cancellation period, termination notice
bring (text): bring*, what to bring, please bring, to bring, bring along, bring with you, pack*, what to pack, to pack
"""
