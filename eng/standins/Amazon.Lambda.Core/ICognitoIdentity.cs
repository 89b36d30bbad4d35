namespace Amazon.Lambda.Core;

/// <summary>The Amazon Cognito identity that invokes a function.</summary>
public interface ICognitoIdentity
{
}
