package org.carafe.album;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.carafe.core.Flash;
import org.carafe.core.Redirect;
import org.carafe.core.http.SecureFilename;
import org.jspecify.annotations.Nullable;

/** Takes a cover and pictures, and tells what came. */
@Named("album")
@RequestScoped
public class AlbumPage {
  @Inject Flash flash;
  @Inject Redirect redirect;

  private @Nullable String title;
  private @Nullable Part cover;
  private List<Part> pictures = List.of();

  /** Tells what came. */
  public void add() throws IOException {
    flash.success("album.added", title);
    tell(cover);
    for (Part picture : pictures) {
      tell(picture);
    }
    redirect.to("album.add");
  }

  private void tell(@Nullable Part file) throws IOException {
    if (file != null) {
      var sum = new CRC32();
      sum.update(file.getInputStream().readAllBytes());
      flash.info(
          "album.file",
          file.getName(),
          SecureFilename.of(file.getSubmittedFileName()),
          file.getSubmittedFileName(),
          file.getContentType(),
          file.getSize(),
          Long.toHexString(sum.getValue()));
    }
  }

  public @Nullable String getTitle() {
    return title;
  }

  public void setTitle(@Nullable String typed) {
    title = typed;
  }

  public @Nullable Part getCover() {
    return cover;
  }

  public void setCover(@Nullable Part chosen) {
    cover = chosen;
  }

  public List<Part> getPictures() {
    return pictures;
  }

  public void setPictures(List<Part> chosen) {
    pictures = chosen;
  }
}
