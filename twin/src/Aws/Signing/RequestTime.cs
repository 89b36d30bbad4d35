using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Twin.Aws.Signing;

/// <summary>The time of a signed request.</summary>
/// <param name="Text">The text as signed, <c>20261121T060000Z</c>.</param>
/// <param name="Value">The time.</param>
internal sealed record RequestTime(string Text, DateTimeOffset Value)
{
    private const string Format = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Reads the time from a request's headers.</summary>
    /// <exception cref="SignatureException">The time is missing, or too far from the machine's.</exception>
    public static RequestTime Of(IHeaderDictionary headers, CredentialScope scope, TimeProvider wall)
    {
        var text = headers["X-Amz-Date"].ToString();
        if (!DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new SignatureException(new SignatureProblem.NoTime());
        }

        if (!text.StartsWith(scope.Date + "T", StringComparison.Ordinal))
        {
            throw new SignatureException(new SignatureProblem.WrongDate(scope.Date, text));
        }

        var now = wall.GetUtcNow();
        return (now - time).Duration() <= SignatureVerifier.MostSkew
            ? new RequestTime(text, time)
            : throw new SignatureException(new SignatureProblem.TooSkewed(time, now));
    }
}
