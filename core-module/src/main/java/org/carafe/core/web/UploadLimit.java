package org.carafe.core.web;

import org.carafe.core.HttpError;
import org.carafe.core.config.Configuration;
import org.carafe.core.config.CoreSettings;

/** How many megabytes the files of one form may have together. */
record UploadLimit(int megabytes) {

  static UploadLimit of(Configuration configuration) {
    return new UploadLimit(configuration.get(CoreSettings.UPLOAD_LIMIT));
  }

  long bytes() {
    return megabytes * 1024L * 1024L;
  }

  /** As people read it. */
  @Override
  public String toString() {
    return megabytes + " MB";
  }

  HttpError exceeded() {
    return new HttpError(
        413, "What was sent is too large: the files of a form have " + this + " at the most.");
  }
}
