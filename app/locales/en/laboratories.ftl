# Laboratories that send results, and their messages.
laboratories-nav = Laboratories
laboratories-title = Laboratories
laboratories-lead = Who sends results to this portal by itself, and what has become of each message.
laboratories-add = Add a laboratory
laboratories-none = No laboratory yet
laboratories-none-advice = Add the first one with the button above. Its messages are refused until then, and taken afterwards.
laboratories-last = Last message { $time }
laboratories-last-none = No message yet
laboratories-waiting = { $count ->
    [one] { $count } waits for a patient
   *[other] { $count } wait for a patient
}
laboratories-refused = { $count } refused in the last 30 days
laboratories-paused = Paused
laboratories-silent = Nothing for { $count } days

laboratories-ways = How a laboratory is connected
laboratories-ways-lead = HL7 version 2 messages with results (ORU^R01, versions 2.3.1 to 2.5.1) are taken in three ways. Each one is answered once it is kept.
laboratories-way-mllp = By a connection (MLLP)
laboratories-way-mllp-at = Address and port { $address }. The laboratory is known by the sender its messages name (MSH-3 and MSH-4).
laboratories-way-mllp-off = Off. Set mllp_listen in the server's configuration.
laboratories-way-http = By HTTP
laboratories-way-http-at = POST each message to { $address } as application/hl7-v2, with a key of the laboratory: Authorization: Bearer KEY.
laboratories-way-file = As files
laboratories-way-file-how = At the server: verbena import hl7 PATH

laboratories-unknown = Senders nobody has entered
laboratories-unknown-lead = Messages came from them and were refused. Say which laboratory it is, and what they sent is taken.
laboratories-unknown-about = { $count ->
    [one] { $count } message, the last one { $time }
   *[other] { $count } messages, the last one { $time }
}
laboratories-unknown-sender = Sender
laboratories-unknown-which = Which laboratory is it?
laboratories-unknown-is = It is this one
laboratories-unknown-add = Add a laboratory for { $sender }
laboratories-unknown-one = Not entered yet

laboratories-name = Name
laboratories-name-hint = As patients read it beside their results.
laboratories-name-wrong = Enter the name, in one line of at most { $count } characters.
laboratories-name-taken = Another laboratory has this name.
laboratories-senders = How its messages name their sender
laboratories-senders-hint = One a line: MSH-3 and MSH-4 with a bar between, such as LIS|Bay Lab. Leave it empty for a laboratory that sends by HTTP only.
laboratories-senders-wrong = Each line needs an application, a facility or both, such as LIS|Bay Lab.
laboratories-senders-many = At most 20 senders belong to one laboratory.
laboratories-senders-taken = Another laboratory has the sender { $sender }.
laboratories-zone = Time zone
laboratories-zone-hint = For times that name none, such as America/Chicago.
laboratories-zone-wrong = Enter a time zone, such as America/Chicago.
laboratories-charset = Letters
laboratories-charset-hint = For messages that name no set of letters (MSH-18). The standard says ASCII.
laboratories-charset-wrong = Choose one of these sets of letters.
laboratories-authority = What it calls your record numbers
laboratories-authority-hint = The assigning authority in PID-3 with which it sends the clinic's own record numbers back. Leave it empty where it does not.
laboratories-trials = Take messages for tests and training
laboratories-trials-hint = Those with MSH-11 T or D. Their results go into records like all others.
laboratories-save = Save

laboratories-state = Pause
laboratories-pause-advice = While it is paused, the laboratory is told to send its messages again later.
laboratories-pause = Pause this laboratory
laboratories-resume-advice = The laboratory is told to send its messages again later.
laboratories-resume = Take its messages again

laboratories-keys = Keys for HTTP
laboratories-keys-lead = Whoever has a key can send results in the name of this laboratory. Each is shown once.
laboratories-key-new = Make a key
laboratories-key-here = The new key
laboratories-key-here-advice = Copy it now and give it to the laboratory in a safe way. It is not shown again.
laboratories-key-made = Made { $time }
laboratories-key-used = last used { $time }
laboratories-key-unused = never used
laboratories-key-ended = ended { $time }
laboratories-key-over = Ended
laboratories-key-end = End this key

laboratories-messages = Messages
laboratories-messages-of = Its messages
laboratories-messages-lead = Everything laboratories sent, as it came, the newest first.
laboratories-messages-none = No messages
laboratories-messages-none-advice = Nothing came that fits. Show all of them, or look at how a laboratory is connected.
laboratories-all = All laboratories
laboratories-states-all = All
laboratories-laboratory = Laboratory
laboratories-message-state = What became of it
laboratories-control-id = Control id (MSH-10)
laboratories-control-id-none = Without a control id
laboratories-received = Received
laboratories-times = Came { $count } times
laboratories-came = Came
laboratories-came-mllp = by a connection
laboratories-came-http = by HTTP
laboratories-came-file = as a file
laboratories-state-waiting = Waits for a patient
laboratories-state-filed = In a record
laboratories-state-refused = Refused
laboratories-state-declined = Of nobody here

laboratories-sender = Sender
laboratories-written = Written
laboratories-came-times = How often it came
laboratories-orders = Orders it filed
laboratories-faults = What was found
laboratories-fault = Fault
laboratories-warning = To look at
laboratories-fault-code = Code { $code } (HL7 table 0357)
laboratories-steps = Its way
laboratories-step-received = It came
laboratories-step-repeated = It came again, and nothing changed
laboratories-step-refused = It was refused, and its sender was told why
laboratories-step-waiting = It waits for a person to say whose it is
laboratories-step-matched = Whose results they are is known
laboratories-step-filed = Its results went into a record
laboratories-step-declined = Its results are of nobody here
laboratories-step-replayed = It was looked at again
laboratories-step-removed = Its results were taken out of a record
laboratories-step-by = by { $name }
laboratories-again = Try again
laboratories-again-advice = The message is looked at as if it came now, with the laboratories and patients there are. Nothing is filed twice.
laboratories-again-button = Try again
laboratories-raw = The message as it came
laboratories-raw-lead = Each line is a segment. Looking at it is noted.
laboratories-raw-cut = { $count ->
    [one] { $count } more letter
   *[other] { $count } more letters
}
laboratories-raw-more = { $count ->
    [one] { $count } more segment
   *[other] { $count } more segments
}

laboratories-notice-saved = The laboratory is saved.
laboratories-notice-caught-up = The laboratory is saved, and what it sent before was taken.
laboratories-notice-catching-up = The laboratory is saved. It sent very much before: the oldest 200 messages were looked at again. Save once more for the next ones.
laboratories-notice-paused = The laboratory is paused.
laboratories-notice-resumed = The laboratory's messages are taken again.
laboratories-notice-key-ended = The key has ended.
laboratories-notice-taken = The message was looked at again. See below what became of it.
laboratories-notice-as-before = The message was looked at again. Nothing changed.
