namespace Twin.Tests.Aws.Signing;

/// <summary>Signed requests that are changed after the signature.</summary>
internal static class SpoiledRequest
{
    /// <summary>Makes one of the mistakes that are the same for every service.</summary>
    /// <returns><c>false</c> if <paramref name="wrong"/> names none of them; otherwise, <c>true</c>.</returns>
    public static bool TrySpoil(this HttpRequestMessage request, string wrong)
    {
        var authorization = request.Headers.GetValues("Authorization").Single();
        switch (wrong)
        {
            case "unsigned":
                request.Headers.Remove("Authorization");
                return true;
            case "bearer":
                request.Replace("Authorization", "Bearer x");
                return true;
            case "incomplete":
                request.Replace(
                    "Authorization", authorization[..authorization.IndexOf(", Signature", StringComparison.Ordinal)]);
                return true;
            case "no time":
                request.Headers.Remove("X-Amz-Date");
                return true;
            case "no token":
                request.Headers.Remove("X-Amz-Security-Token");
                return true;
            case "another signature":
                request.Replace("Authorization", authorization[..^64] + new string('0', 64));
                return true;
            default:
                return false;
        }
    }

    public static void Replace(this HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
