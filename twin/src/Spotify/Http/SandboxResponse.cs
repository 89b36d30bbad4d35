using System.Globalization;
using System.Text;
using Twin.Spotify.Json;

namespace Twin.Spotify.Http;

internal sealed record SandboxResponse(int Status, ReadOnlyMemory<byte> Body)
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>The <c>Retry-After</c> header, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>The delay of the first byte; <see cref="Timeout.InfiniteTimeSpan"/>: it never comes.</summary>
    public TimeSpan Delay { get; init; }

    public TimeSpan DelayWithinBody { get; init; }

    /// <summary>
    /// The number of bytes of the body after which the connection is cut; 0: before any response. Null: never.
    /// </summary>
    public int? ResetAfter { get; init; }

    public static SandboxResponse Ok(ReadOnlyMemory<byte> body) => new(200, body);

    public static SandboxResponse Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    public static SandboxResponse Error(int status, string message, string? reason = null)
    {
        var code = reason is null ? string.Empty : $",\"reason\":{JsonEscaping.Quote(reason)}";
        return new(status, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"error\":{{\"status\":{status},\"message\":{JsonEscaping.Quote(message)}{code}}}}}")));
    }

    public static SandboxResponse Plain(int status, string text) =>
        new(status, Encoding.UTF8.GetBytes(text)) { ContentType = "text/plain; charset=utf-8" };

    public static SandboxResponse Redirect(string location) => Plain(303, string.Empty) with { Location = location };

    /// <summary>The accounts service's error body (RFC 6749), always with status 400.</summary>
    public static SandboxResponse GrantError(string error, string description) =>
        new(400, Encoding.UTF8.GetBytes(
            $"{{\"error\":{JsonEscaping.Quote(error)},\"error_description\":{JsonEscaping.Quote(description)}}}"));
}
