"""The general matters that triage tells by itself, as they are called in French and English."""

from __future__ import annotations

from collections.abc import Mapping

from parvis.brands.models import Brand

NAMES: Mapping[str, tuple[str, str]] = {
    "account": ("Compte client", "Account"),
    "appointment": ("Rendez-vous et réservation", "Appointments and bookings"),
    "breakdown": ("Panne et réparation", "Breakdown and repair"),
    "cancellation": ("Annulation", "Cancellation"),
    "company": ("La maison", "The company"),
    "contract": ("Contrat et abonnement", "Contract and subscription"),
    "delivery": ("Livraison", "Delivery"),
    "hours": ("Horaires et adresse", "Opening hours and address"),
    "invoice": ("Facture", "Invoice"),
    "job": ("Emploi et stage", "Jobs and internships"),
    "offer": ("Offres et promotions", "Offers and promotions"),
    "partner": ("Partenariat", "Partnership"),
    "payment": ("Paiement", "Payment"),
    "praise": ("Compliment", "Praise"),
    "price": ("Prix", "Prices"),
    "privacy": ("Données personnelles", "Personal data"),
    "product": ("Conseil sur un produit", "Questions about a product"),
    "quality": ("Défaut et qualité", "Defects and quality"),
    "refund": ("Remboursement", "Refund"),
    "return": ("Retour et échange", "Return and exchange"),
    "safety": ("Sécurité", "Safety"),
    "staff": ("Accueil et personnel", "Staff and service"),
    "stock": ("Disponibilité", "Availability"),
    "website": ("Site et application", "Website and app"),
}


def name_of(subject: str, brand: Brand) -> str:
    """In the language of the brand, in which its team gives its own matters their names."""
    french, english = NAMES[subject]
    return french if brand.language == "fr" else english
