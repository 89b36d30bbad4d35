namespace Local.Aws.Signing;

/// <summary>The scope that a signature is good for.</summary>
/// <param name="Date">The day in UTC, <c>20261121</c>.</param>
/// <param name="Region">For example <c>eu-central-1</c>.</param>
/// <param name="Service">For example <c>s3</c>.</param>
/// <param name="Terminator"><c>aws4_request</c>.</param>
internal sealed record CredentialScope(string Date, string Region, string Service, string Terminator)
{
    /// <summary>As it stands in the header, and in what is signed.</summary>
    public override string ToString() => $"{Date}/{Region}/{Service}/{Terminator}";
}
