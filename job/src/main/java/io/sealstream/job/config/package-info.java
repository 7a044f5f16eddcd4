/** The configuration file, with errors that name file and line. Start at {@link io.sealstream.job.config.JobConfig}. */
@NullMarked
package io.sealstream.job.config;

import org.jspecify.annotations.NullMarked;
