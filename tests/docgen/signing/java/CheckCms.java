// A second opinion on a CMS signature: BouncyCastle checks it over the bytes it covers.
// Arguments: the signature (DER), the covered bytes, and the certificate of its issuer.

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Collection;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

public class CheckCms {
    public static void main(String[] arguments) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        byte[] signature = Files.readAllBytes(Path.of(arguments[0]));
        byte[] covered = Files.readAllBytes(Path.of(arguments[1]));
        byte[] root = Files.readAllBytes(Path.of(arguments[2]));
        CMSSignedData signed = new CMSSignedData(
            new CMSProcessableByteArray(covered), new ByteArrayInputStream(signature));
        SignerInformation signer = signed.getSignerInfos().getSigners().iterator().next();
        X509CertificateHolder own = holder(signed, signer);
        boolean fits = signer.verify(
            new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(own));
        System.out.println("signature=" + fits);
        System.out.println("chain=" + leads(signed, own, new X509CertificateHolder(root)));
    }

    private static X509CertificateHolder holder(CMSSignedData signed, SignerInformation signer) {
        Collection<X509CertificateHolder> found = signed.getCertificates().getMatches(signer.getSID());
        return found.iterator().next();
    }

    private static boolean leads(
        CMSSignedData signed, X509CertificateHolder own, X509CertificateHolder root)
        throws Exception {
        if (own.getIssuer().equals(root.getSubject())) {
            return issued(root, own);
        }
        for (X509CertificateHolder each : signed.getCertificates().getMatches(null)) {
            if (own.getIssuer().equals(each.getSubject()) && issued(each, own)) {
                return leads(signed, each, root);
            }
        }
        return false;
    }

    private static boolean issued(X509CertificateHolder issuer, X509CertificateHolder own)
        throws Exception {
        return own.isSignatureValid(
            new JcaContentVerifierProviderBuilder().setProvider("BC").build(issuer));
    }
}
