package org.carafe.dev.control;

/** A part of a mail that is none of its texts. */
public final class Enclosed {

  private final String name;
  private final String type;
  private final String contentId;
  private final byte[] content;

  Enclosed(String name, String type, String contentId, byte[] content) {
    this.name = name;
    this.type = type;
    this.contentId = contentId;
    this.content = content.clone();
  }

  /** The file's name as the sender gave it; empty if there is none. */
  public String name() {
    return name;
  }

  /** Such as {@code application/pdf}. */
  public String type() {
    return type;
  }

  /** What the HTML part calls it; empty for an attachment. */
  public String contentId() {
    return contentId;
  }

  /** How many bytes. */
  public int size() {
    return content.length;
  }

  public byte[] bytes() {
    return content.clone();
  }
}
