/** Where the job's verdicts and dead letters go. */
@NullMarked
package io.sealstream.job.sinks;

import org.jspecify.annotations.NullMarked;
