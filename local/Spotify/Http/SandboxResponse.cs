using System.Globalization;
using System.Text;
using Local.Spotify.Json;

namespace Local.Spotify.Http;

/// <summary>A response, and how it is sent.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record SandboxResponse(int Status, ReadOnlyMemory<byte> Body)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The header of this name: whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The header of this name.</summary>
    public string? Location { get; init; }

    /// <summary>How long the first byte takes; <see cref="Timeout.InfiniteTimeSpan"/>: it never comes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long the second half of the body takes.</summary>
    public TimeSpan DelayWithinBody { get; init; }

    /// <summary>The connection is cut after so many bytes of the body; 0: without any response. Null: never.</summary>
    public int? ResetAfter { get; init; }

    public static SandboxResponse Ok(ReadOnlyMemory<byte> body) => new(200, body);

    public static SandboxResponse Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    /// <summary>The Web API's error body.</summary>
    /// <param name="reason">A code, as a few errors have one.</param>
    public static SandboxResponse Error(int status, string message, string? reason = null)
    {
        var code = reason is null ? string.Empty : $",\"reason\":{JsonEscaping.Quote(reason)}";
        return new(status, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"error\":{{\"status\":{status},\"message\":{JsonEscaping.Quote(message)}{code}}}}}")));
    }

    /// <summary>An error that is no JSON: Spotify's gateways have some.</summary>
    public static SandboxResponse Plain(int status, string text) =>
        new(status, Encoding.UTF8.GetBytes(text)) { ContentType = "text/plain; charset=utf-8" };

    /// <summary>Sends a browser elsewhere.</summary>
    public static SandboxResponse Redirect(string location) => Plain(303, string.Empty) with { Location = location };

    /// <summary>The accounts service's error body (RFC 6749), always with status 400.</summary>
    public static SandboxResponse GrantError(string error, string description) =>
        new(400, Encoding.UTF8.GetBytes(
            $"{{\"error\":{JsonEscaping.Quote(error)},\"error_description\":{JsonEscaping.Quote(description)}}}"));
}
