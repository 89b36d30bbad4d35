namespace Amazon.Lambda.Core;

/// <summary>The description of the application and the device that invoke a function, sent by the AWS Mobile
/// SDK.</summary>
public interface IClientContext
{
}
