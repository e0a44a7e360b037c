namespace Tarn.Server.IcebergRest;

/// <summary>The small requests of the REST API as JSON has them. Every property may be missing.</summary>
internal static class ServerDocuments
{
    internal sealed record CreateNamespace(IReadOnlyList<string>? Namespace, IReadOnlyDictionary<string, string>? Properties);

    internal sealed record UpdateProperties(IReadOnlyList<string>? Removals, IReadOnlyDictionary<string, string>? Updates);

    internal sealed record Identifier(IReadOnlyList<string>? Namespace, string? Name);

    internal sealed record Rename(Identifier? Source, Identifier? Destination);

    internal sealed record Register(string? Name, string? MetadataLocation, bool? Overwrite);

    internal sealed record Report(string? ReportType);
}
