/** Where the job's mail comes from. */
@NullMarked
package io.sealstream.job.sources;

import org.jspecify.annotations.NullMarked;
