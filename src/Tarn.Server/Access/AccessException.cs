namespace Tarn.Server.Access;

/// <summary>Somebody is not let in.</summary>
/// <param name="status">401: say who you are; 403: you may not.</param>
/// <param name="message">Why.</param>
public sealed class AccessException(int status, string message) : Exception(message)
{
    /// <summary>401 or 403.</summary>
    public int Status => status;
}
