"""Concepts of how much, which number, where and how: by which wordings labels tell them, and what sort of value it is.

A table, as shops, banks, insurers, utilities, carriers, trackers and settings have them; how it is read says
`query.language.concepts`.
"""

from __future__ import annotations

TABLE = """
estimate (lasting): estimate*, estimated time, estimated, est, original estimate, effort, estimated effort, estimated
    hours, planned time, planned hours, budgeted time, budgeted hours, story points, points, expected effort, time
    needed, work needed, expected duration, estimated duration, planned effort, guess, hours planned, size
spent (lasting): spent*, time spent, time logged, logged, logged hours, actual, actual hours, hours worked, hours
    spent, worked, effort so far, booked time, hours booked, completed work, time taken, took, time used, labour, work
    done, work logged
left (lasting): remaining*, left, time left, remaining estimate, remaining time, remaining work, remaining hours,
    hours left, to go, still to do, work left, hours remaining, to do
days_left (number): days left, days remaining, remaining days, leave balance, leave left, remaining leave, left,
    remaining, balance, holiday left, entitlement left, days still open, remaining entitlement, balance after, left
    after, left after this
duration (lasting): duration*, length, lasts, runs for, running time, run time, takes, period, term, how long, time
    needed, total time
lead_time (lasting): delivery*, lead time, lead, duration, delivery time, ships in, dispatch in, handling time
terms (text): terms*, payment terms, terms of payment, payable within, due within, pay within, days to pay, credit
    period, time to pay
retention (lasting): keep for, kept for, retention*, retention period, stored for, delete after, deleted after, keep,
    keep backups for, keep logs for, keep history for, purge after, remove after, days kept, archive after
timeout (lasting): sign out after, timeout*, log out after, session timeout, auto lock, lock after, idle timeout, auto
    log out, auto sign out, idle limit, sleep after, screen lock after, lock screen after, logged out after, signed
    out after
minimum_stay (lasting): smallest booking, minimum stay, minimum booking, minimum hire, shortest hire, shortest
    booking, minimum duration, minimum period, minimum term, shortest stay, min stay, min booking, min hire, at least,
    minimum rental
maximum_stay (lasting): longest*, maximum stay, max stay, maximum hire, max hire, maximum booking, loan period, at
    most
price_each (sum): price per*, cost per*, unit price, each, per piece, piece price, price each, per unit, per item,
    single price, price, unit cost, rate, per*, retail price, our price, list price, cost, fee, fare, ticket, per
    person
price (sum): price*, cost*, fee*, fare*, charge*, rate*, admission*, entry, entrance, ticket, tickets, tuition, rent,
    hire charge, ticket price, toll, tariff, per person
price_of (sum): price per, rate per, cost per, fee per, per, charge per, price a, premium per, rent per, hourly, rate
total (sum): total*, grand total, sum*, amount*, to pay, total due, amount due, amount payable, balance due, payable,
    gross, total to pay, you pay, overall, altogether, claimed, amount claimed, final price, price, cost
net (sum): net*, subtotal*, sub total, net amount, before tax, excl vat, without vat, goods, goods value
tax (sum): vat*, tax*, sales tax, gst*, value added tax, mwst, ust, iva, tva
discount (sum): discount*, rebate*, reduction*, voucher*, coupon, savings, you save, saved, price reduction,
    allowance, concession
deposit (sum): deposit*, bond, down payment, advance*, advance payment, prepayment*, caution money, retainer, security
balance (sum): balance*, outstanding*, still to pay, due on arrival, payable on arrival, to pay on arrival, owed, open
    amount, left to pay, remaining, payable at hotel, pay on site, due at check in, amount due, still due, still owed,
    owing, due
shipping (sum): shipping*, postage*, delivery*, carriage, freight, p p, shipping cost, postage and packing, delivery
    fee, delivery charge, shipping and handling, transport, courier, dispatch
excess (sum): excess*, deductible*, own share, own risk, retention, co payment, copay, co pay, you pay first
insured (sum): sum insured, insured sum, insured for, insured up to, limit of indemnity, coverage limit, insured
    value, max cover, coverage*, cover limit, covered up to, cover, maximum payout, limit of cover, benefit limit
premium (sum): premium*, premium per, annual premium, contribution*, yearly premium, per year, per month, instalment
payment (text): payment method, paid with, paid by, payment*, method of payment, pay by, pay with, payment type, paid
    via, paid from, payment means, settled by, charged to, means of payment, card
stock (number): in stock, stock*, available*, availability, on hand, units left, quantity available, left, in store
quantity (number): quantity*, qty*, pieces, count, number of items, units, items, ordered, amount, number of pieces
guests (number): guests*, persons, people, adults, party size, travellers, passengers, pax, participants, attendees,
    group size, head count, booked for, occupants, number of people, number of guests, for
capacity (number): largest group, capacity*, max people, max guests, max persons, maximum people, maximum guests,
    maximum persons, maximum occupancy, max occupancy, occupancy, max group, maximum group, group size max, places,
    seats, sleeps, holds, max participants, maximum participants, up to, for up to, max attendance, max group size,
    maximum group size, room for, group limit, biggest group, seating, max capacity, seats for, suitable for up to,
    largest party, max party size, maximum party size
fewest (number): smallest group, minimum group, min people, minimum people, minimum participants, min participants,
    from, at least, minimum number, runs from, min group, minimum guests, minimum group size, smallest party, runs
    with
maximum (text): max, maximum, largest, biggest, highest, up to, at most, limit, longest, no more than, cap, ceiling
minimum (text): min, minimum, smallest, lowest, least, at least, shortest, no less than, floor
min_age (number): minimum age, min age, age, age from, aged, ages, from age, lowest age, age limit, youngest
weight (number): weight*, mass, gross weight, net weight, total weight, weighs, shipping weight
size (number): size*, dimensions*, measurements*, measures, area, floor area, file size
quota (number): quota*, storage limit, storage, disk space, storage space, limit, allowance*, data volume, included
    storage, mailbox size, capacity
seats (number): seats*, licences, licenses, users, user limit, max users, members, accounts, places
dose (figure): dose*, dosage*, strength, amount per dose, quantity per dose, each dose, take, give, intake
temperature (text): temp*, temperature*, store at, keep at, storage temp, storage temperature, kept at, storage,
    stored at, cooling, keep below, store below, setpoint, set point
frequency (often): frequency*, every*, interval*, give, take, repeat*, repeats*, recurs, schedule*, cadence, cycle, to
    be taken, runs, taken, how often, times a day, recurrence, rhythm, done every, collected every
method (text): method*, procedure*, technique, protocol, standard, test method, norm, by means of, process
policy_no (code): policy*, policy no, contract no, cover no, certificate no, insurance no, agreement no, contract
    number
customer_no (code): customer no, your customer no, client no, account no, member no, membership no, patient no,
    customer id, client id, subscriber no, contract account, customer, customer account, account, member id, user no,
    contract no, card no
booking_no (code): confirmation no, confirmation, booking reference, booking ref, booking no, booking, reservation no,
    reservation, booking code, pnr, reference*, ref, record locator, confirmation code, reservation code, our
    reference
order_no (code): order no, order, order id, purchase order, po, po no, your order, order reference, reference
invoice_no (code): invoice no, invoice, bill no, bill, document no, voucher no, receipt no, invoice id, reference
tracking_no (code): tracking*, tracking no, tracking code, consignment*, shipment*, shipment no, parcel no, parcel,
    waybill, airway bill, awb, tracking id
serial_no (code): serial*, serial no, s n, sn, device no, unit no, asset tag, inventory no, imei, chassis no
item_no (code): item no, article no, sku, part no, product code, catalogue no, model no, order code, item, art no, ean
meter_no (code): meter no, meter, meter id, counter no, mpan, device no
case_no (code): case no, ticket no, claim no, incident no, reference*, ref, file no, case id, our ref, your ref
account_no (code): iban, account no, bank account, account, bank details
place (text): place*, venue*, location*, where, room*, kept in, kept at, stored in, stored at, held at, takes place,
    takes place in, site, stands in, position, bay, shelf, storage place, whereabouts, lives in, address, held in,
    hall
meeting_point (text): meeting point*, meeting place, meet at, meet, assembly point, rendezvous, start point, starting
    point, where to meet, gather at, muster point, meeting at, place of meeting, meeting spot
pickup (text): pick up at, pickup at, collect from, collect at, pick up from, collection point, pick up point, pick up
    location, pickup location, pickup point, branch, pick up*, pickup*, collection*, parcel shop, ready at
destination (text): ship to, deliver to, delivery address*, shipping address*, consignee, send to, ships to, delivered
    to, destination*, shipping to, going to, delivery to, recipient, sent to, address
address (text): address*, street, street address, postal address
phone (number): phone*, telephone*, tel*, mobile*, call, call us, hotline*, cell, dial, helpline*, ring, phone us
email (text): email*, e mail*, mail, mail to, write to, email address
plan (text): plan*, tier*, package*, subscription*, edition, current plan, licence type, membership, tariff*, level
tariff (text): tariff*, rate plan, price plan, rate, plan*, product, contract
language (text): language*, taught in, spoken, spoken in, held in, in
"""
