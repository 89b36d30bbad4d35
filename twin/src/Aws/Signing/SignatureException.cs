namespace Twin.Aws.Signing;

/// <summary>The error for a request whose signature is refused.</summary>
internal sealed class SignatureException(SignatureProblem problem) : Exception(problem.GetType().Name)
{
    public SignatureProblem Problem => problem;
}
