/**
 * The policies of the tenants: read from a document, loaded before the first message, replaced while the job runs, and judged by.
 * Start at {@link io.sealstream.functions.policy.Policies}.
 */
@NullMarked
package io.sealstream.functions.policy;

import org.jspecify.annotations.NullMarked;
