using Twin.Aws.Signing;

namespace Twin.Aws.Ssm;

/// <summary>Systems Manager's errors for wrong signatures ("Common errors" in its reference).</summary>
internal static class SsmSignatureErrors
{
    public static ParameterException From(SignatureProblem problem) => problem switch
    {
        SignatureProblem.Missing => new("MissingAuthenticationTokenException", "Missing Authentication Token"),
        SignatureProblem.OtherScheme => new("MissingAuthenticationTokenException", "Missing Authentication Token"),
        SignatureProblem.Presigned => ParameterException.NotImplemented("presigned requests"),
        SignatureProblem.Incomplete { Part: var part } => new(
            "IncompleteSignatureException", $"Authorization header requires '{part}' parameter."),
        SignatureProblem.BadCredential { Credential: var credential } => new(
            "IncompleteSignatureException",
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got "
            + $"'{credential}'"),
        SignatureProblem.UnknownKey or SignatureProblem.NoToken or SignatureProblem.WrongToken => new(
            "UnrecognizedClientException", "The security token included in the request is invalid."),
        SignatureProblem.WrongRegion => Invalid("Credential should be scoped to a valid region. "),
        SignatureProblem.WrongService { Expected: var expected } => Invalid(
            $"Credential should be scoped to correct service: '{expected}'. "),
        SignatureProblem.WrongTerminator { Terminator: var terminator } => Invalid(
            $"Credential should be scoped with a valid terminator: 'aws4_request', not '{terminator}'. "),
        SignatureProblem.WrongDate { Date: var date, RequestTime: var time } => Invalid(
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
            + $"'{date}' != '{time[..8]}', from '{time}'."),
        SignatureProblem.NoTime => new(
            "IncompleteSignatureException",
            "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."),
        SignatureProblem.TooSkewed { RequestTime: var sent, Now: var now } => Invalid(
            sent < now
                ? $"Signature expired: {Time(sent)} is now earlier than {Time(now - SignatureVerifier.MaxSkew)} "
                    + $"({Time(now)} - {Minutes} min.)"
                : $"Signature not yet current: {Time(sent)} is still later than "
                    + $"{Time(now + SignatureVerifier.MaxSkew)} ({Time(now)} + {Minutes} min.)"),
        SignatureProblem.NotSigned { Header: var header } => Invalid(
            $"'{header}' must be a 'SignedHeader' in the AWS Authorization."),
        SignatureProblem.Mismatch => Invalid(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            + "Access Key and signing method. Consult the service documentation for details."),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, null),
    };

    private static string Minutes =>
        SignatureVerifier.MaxSkew.TotalMinutes.ToString(CultureInfo.InvariantCulture);

    private static ParameterException Invalid(string message) => new("InvalidSignatureException", message);

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
