/* abi_messages.h: calls that send and receive messages and notifications.
 *
 * It belongs to abi.h, which includes it and says how a call is described.
 */
#ifndef ISOBAR_ABI_MESSAGES_H
#define ISOBAR_ABI_MESSAGES_H

enum message_call {
    /* send(slot, w0..w3): send a message; wait for a receiver
     *
     * The receiver that has waited longest gets the words and becomes ready.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: until a thread receives from the endpoint and all that came earlier have been served
     * E_SLOT: slot is not below NSLOTS, or empty
     */
    CALL_SEND = 5,

    /* recv(slot) -> w0..w3: receive bits or a message; wait for a sender
     *
     * Bits that threads notified the endpoint of come before any message, all at once. The message
     * is that of the sender that has waited longest. If it called, this thread owes it a reply from
     * now on. A caller that this thread owed one before goes on with E_ABANDONED.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: until a thread notifies the endpoint, sends to it or calls, and all that came earlier
     *   have been served
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_NOTIFIED: it is no message: w0 has the bits, w1..w3 are as they were
     */
    CALL_RECV = 6,

    /* call(slot, w0..w3) -> w0..w3: send a message and wait for the reply
     *
     * A receiver that waits already runs at once, in place of this thread.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message, and the reply to it
     * blocks: until a thread has received the message and then replies, ends or receives again
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_ABANDONED: the message was received, and there will be no reply
     */
    CALL_CALL = 7,

    /* reply_recv(slot, w0..w3) -> w0..w3: reply to the last caller and receive
     *
     * The caller runs at once; this thread receives as with recv. It need not receive from the
     * endpoint that the call came by.
     *
     * slot: of the process, which names an endpoint to receive from
     * w0..w3: the reply, and the next message
     * blocks: until a thread notifies the endpoint, sends to it or calls, and all that came earlier
     *   have been served
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_NO_CALLER: this thread owes nobody a reply
     * E_NOTIFIED: the reply was given, and then it is as with recv
     */
    CALL_REPLY_RECV = 8,

    /* try_send(slot, w0..w3): send a message if a receiver waits
     *
     * As with send, if a thread waits to receive; otherwise nothing happens.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_AGAIN: no thread waits to receive from the endpoint
     */
    CALL_TRY_SEND = 13,

    /* try_recv(slot) -> w0..w3: receive bits or a message if they wait
     *
     * As with recv, if bits wait or a thread sends or calls; otherwise a caller goes on waiting for
     * its reply.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_AGAIN: no bits wait, and no thread waits to send to the endpoint
     * E_NOTIFIED: it is no message: w0 has the bits, w1..w3 are as they were
     */
    CALL_TRY_RECV = 14,

    /* try_call(slot, w0..w3) -> w0..w3: call if a receiver waits
     *
     * As with call, if a thread waits to receive. For the reply this thread waits as with call.
     *
     * slot: of the process, which names an endpoint
     * w0..w3: the message, and the reply to it
     * blocks: until the thread that received the message replies, ends or receives again
     * E_SLOT: slot is not below NSLOTS, or empty
     * E_AGAIN: no thread waits to receive from the endpoint
     * E_ABANDONED: the message was received, and there will be no reply
     */
    CALL_TRY_CALL = 15,

    /* reply(w0..w3): reply to the last caller and go on
     *
     * The caller becomes ready.
     *
     * w0..w3: the reply
     * blocks: never
     * E_NO_CALLER: this thread owes nobody a reply
     */
    CALL_REPLY = 16,

    /* notify(slot, bits): tell who receives, now or later
     *
     * The thread that has waited longest to receive goes on with E_NOTIFIED, these bits and those
     * that waited. If there is none, they wait at the endpoint together with those that do: a bit
     * that is set already says no more when it is set again.
     *
     * slot: of the process, which names an endpoint
     * bits: any 64
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     */
    CALL_NOTIFY = 21
};

#endif
