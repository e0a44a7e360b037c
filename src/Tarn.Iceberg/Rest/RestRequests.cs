using System.Text.Json.Serialization.Metadata;
using Tarn.Iceberg.Commits;
using Tarn.Iceberg.Metadata;
using Tarn.Iceberg.Views;

namespace Tarn.Iceberg.Rest;

/// <summary>Reads the requests of the REST API. Properties it does not know are passed over.</summary>
public static class RestRequests
{
    /// <summary>What messages call the text.</summary>
    public const string Location = "request";

    private static readonly RestJsonContext Context = new(MetadataJson.Options());

    /// <summary>"CreateTableRequest".</summary>
    /// <exception cref="IcebergException">The property in <see cref="IcebergException.Property"/> is missing or wrong.</exception>
    public static CreateTableRequest CreateTable(ReadOnlySpan<byte> json) => Read(json, Context.CreateTableDocument).ToRequest();

    /// <summary>"CommitTransactionRequest": at least one table, each with its name.</summary>
    /// <exception cref="IcebergException">The property in <see cref="IcebergException.Property"/> is missing or wrong.</exception>
    public static IReadOnlyList<NamedCommit> CommitTransaction(ReadOnlySpan<byte> json) => Read(json, Context.CommitTransactionDocument).ToCommits();

    /// <summary>"CommitTableRequest".</summary>
    /// <exception cref="IcebergException">The property in <see cref="IcebergException.Property"/> is missing or wrong.</exception>
    public static TableCommit CommitTable(ReadOnlySpan<byte> json)
    {
        var document = Read(json, Context.CommitTableDocument);
        return document.ToCommit("");
    }

    /// <summary>"CreateViewRequest".</summary>
    /// <exception cref="IcebergException">The property in <see cref="IcebergException.Property"/> is missing or wrong.</exception>
    public static CreateViewRequest CreateView(ReadOnlySpan<byte> json) => Read(json, Context.CreateViewDocument).ToRequest();

    /// <summary>"CommitViewRequest".</summary>
    /// <exception cref="IcebergException">The property in <see cref="IcebergException.Property"/> is missing or wrong.</exception>
    public static ViewCommit CommitView(ReadOnlySpan<byte> json) => Read(json, Context.CommitViewDocument).ToCommit();

    internal static IcebergException Missing(string path) => IcebergException.BrokenProperty(Location, path, "is missing.");

    private static T Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class => MetadataJson.Read(json, type, Location);
}
