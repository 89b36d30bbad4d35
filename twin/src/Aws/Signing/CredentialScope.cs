namespace Twin.Aws.Signing;

/// <summary>The scope in which a signature is valid.</summary>
/// <param name="Date">The day in UTC, <c>20261121</c>.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
/// <param name="Service">For example <c>s3</c>.</param>
/// <param name="Terminator"><c>aws4_request</c>.</param>
internal sealed record CredentialScope(string Date, string Region, string Service, string Terminator)
{
    /// <summary>The text in the header and in the string to sign.</summary>
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
