/**
 * The Flink functions that turn mail into verdicts: authenticate (asynchronous), route, composite. Start at {@link
 * io.sealstream.functions.authenticate.AuthenticateFunction}.
 */
@NullMarked
package io.sealstream.functions.authenticate;

import org.jspecify.annotations.NullMarked;
