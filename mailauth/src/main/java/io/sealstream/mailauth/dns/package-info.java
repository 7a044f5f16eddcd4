/**
 * What the core knows of DNS: questions, answers in five states, and where and when an answer was seen. No I/O.
 */
@NullMarked
package io.sealstream.mailauth.dns;

import org.jspecify.annotations.NullMarked;
