namespace Tarn.Sources.Json;

/// <summary>A member of the objects at one place.</summary>
internal sealed class ShapeMember(byte[] name)
{
    /// <summary>Its name in UTF-8, escapes undone.</summary>
    public byte[] Name { get; } = name;

    /// <summary>The number of the object in which it was seen last: a second time in the same one does not count.</summary>
    public long SeenIn { get; set; }

    /// <summary>What its values are.</summary>
    public ShapeNode Node { get; } = new();
}
