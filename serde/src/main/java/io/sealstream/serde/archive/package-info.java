/**
 * Mail from archives: files, directories, Maildir, mbox and NDJSON, plain or compressed. Start at
 * {@link io.sealstream.serde.archive.MailArchive}.
 */
@NullMarked
package io.sealstream.serde.archive;

import org.jspecify.annotations.NullMarked;
