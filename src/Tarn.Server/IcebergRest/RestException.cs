namespace Tarn.Server.IcebergRest;

/// <summary>A request that is answered with an error of the REST API.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="type">The exception that clients know the error by, as Java names it.</param>
/// <param name="message">What, where and the next move.</param>
internal sealed class RestException(int status, string type, string message) : Exception(message)
{
    public int Status => status;

    public string Type => type;

    public static RestException BadRequest(string message) => new(400, "BadRequestException", message);

    public static RestException Forbidden(string message) => new(403, "ForbiddenException", message);

    public static RestException NoSuchNamespace(string ns) => new(404, "NoSuchNamespaceException", $"Namespace does not exist: {ns}");

    public static RestException NoSuchTable(TableName table) => NoSuchTable($"{table}");

    public static RestException NoSuchTable(string table) => new(404, "NoSuchTableException", $"Table does not exist: {table}");

    public static RestException NoSuchView(TableName view) => NoSuchView($"{view}");

    public static RestException NoSuchView(string view) => new(404, "NoSuchViewException", $"View does not exist: {view}");

    public static RestException AlreadyExists(string what) => new(409, "AlreadyExistsException", $"{what} already exists");

    public static RestException CommitFailed(string message) => new(409, "CommitFailedException", message);
}
