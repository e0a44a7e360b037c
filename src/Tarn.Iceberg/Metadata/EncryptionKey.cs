namespace Tarn.Iceberg.Metadata;

/// <summary>Version 3: an encrypted key of the table, carried on as its writer told it.</summary>
/// <param name="KeyId">Its id.</param>
/// <param name="Json">The whole JSON object, <c>key-id</c> included.</param>
public sealed record EncryptionKey(string KeyId, string Json);
