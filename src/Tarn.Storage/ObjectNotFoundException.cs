namespace Tarn.Storage;

/// <summary>No object has the key.</summary>
public sealed class ObjectNotFoundException(string location) : IOException($"There is no object at '{location}'.")
{
    /// <summary>The location asked for.</summary>
    public string Location { get; } = location;
}
