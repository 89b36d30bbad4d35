using System.Globalization;
using System.Text;

namespace Local.Spotify;

/// <summary>An answer: its status and its JSON.</summary>
internal sealed record SandboxAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public static SandboxAnswer Ok(ReadOnlyMemory<byte> body) => new(200, body);

    public static SandboxAnswer Ok(string body) => Ok(Encoding.UTF8.GetBytes(body));

    /// <summary>The Web API's error body.</summary>
    public static SandboxAnswer Error(int status, string message) =>
        Json(status, string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"error\":{{\"status\":{status},\"message\":{JsonText.Quote(message)}}}}}"));

    /// <summary>The accounts service's error body (RFC 6749), always with status 400.</summary>
    public static SandboxAnswer GrantError(string error, string description) =>
        Json(400, $"{{\"error\":{JsonText.Quote(error)},\"error_description\":{JsonText.Quote(description)}}}");

    private static SandboxAnswer Json(int status, string body) => new(status, Encoding.UTF8.GetBytes(body));
}
