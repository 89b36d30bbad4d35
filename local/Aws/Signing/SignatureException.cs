namespace Local.Aws.Signing;

/// <summary>A request's signature is not taken.</summary>
internal sealed class SignatureException(SignatureProblem problem) : Exception(problem.GetType().Name)
{
    public SignatureProblem Problem => problem;
}
